namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>What happened around the exchanges of a recording and is not itself one of them.</summary>
internal class Scene
{
    public static Scene Of(string recording) =>
        recording switch
        {
            "01b-crd-not-yet-established" => new Scenes.DefinitionScene(),
            "03-openapi" => new Scenes.OpenApiScene(),
            "06b-expired" => new Scenes.ExpiredScene(),
            "07-watch" => new Scenes.WatchScene(),
            "12-garbage-collection-and-namespaces" => new Scenes.DeletionScene(),
            "13-jobs" => new Scenes.JobScene(),
            "14-pods-and-logs" => new Scenes.PodScene(),
            _ => new Scene(),
        };

    /// <summary>True where time passes only when the replay lets it.</summary>
    public virtual bool HasManualTime => false;

    /// <summary>The namespaces that are there from the beginning.</summary>
    public virtual IReadOnlyList<string> Namespaces => [];

    /// <summary>
    /// True where controllers and processes write what is watched: by the time it is watched all of it has happened, and
    /// states may have been passed through unseen.
    /// </summary>
    public virtual bool IsProgress(Exchange exchange) => false;

    /// <summary>The exchanges in the order in which they were made.</summary>
    public virtual IEnumerable<Exchange> Order(Recording recording) => recording.Exchanges;

    public virtual DevelopmentClusterOptions Configure(DevelopmentClusterOptions options) => options;

    /// <summary>Brings the cluster to where it was when an exchange was recorded.</summary>
    public virtual async Task BeforeAsync(ReplayStage stage, Exchange exchange)
    {
        foreach (var (method, path, body, type) in Preparations.Of(stage.Recording, exchange.Index))
        {
            await stage.SendAsync(method, path, body, type);
        }
    }

    /// <summary>What happens while the stream of an exchange is open.</summary>
    public virtual Task MeanwhileAsync(ReplayStage stage, Exchange exchange) => Task.CompletedTask;
}
