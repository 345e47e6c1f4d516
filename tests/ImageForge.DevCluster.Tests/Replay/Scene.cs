namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>What happened around the exchanges of a recording and is not itself one of them.</summary>
internal class Scene
{
    public static Scene Of(string recording) =>
        recording switch
        {
            "01b-crd-not-yet-established" => new Scenes.DefinitionScene(),
            "06b-expired" => new Scenes.ExpiredScene(),
            "07-watch" => new Scenes.WatchScene(),
            "12-garbage-collection-and-namespaces" => new Scenes.DeletionScene(),
            _ => new Scene(),
        };

    /// <summary>True where time passes only when the replay lets it.</summary>
    public virtual bool HasManualTime => false;

    /// <summary>The namespaces that are there from the beginning.</summary>
    public virtual IReadOnlyList<string> Namespaces => [];

    public virtual DevelopmentClusterOptions Configure(DevelopmentClusterOptions options) => options;

    /// <summary>Brings the cluster to where it was when an exchange was recorded.</summary>
    public virtual async Task BeforeAsync(ReplayStage stage, Exchange exchange)
    {
        foreach (var (method, path, body, type) in Preparations.Of(stage.Recording, exchange.Index))
            await stage.SendAsync(method, path, body, type);
    }

    /// <summary>What happens while the stream of an exchange is open.</summary>
    public virtual Task MeanwhileAsync(ReplayStage stage, Exchange exchange) => Task.CompletedTask;
}
