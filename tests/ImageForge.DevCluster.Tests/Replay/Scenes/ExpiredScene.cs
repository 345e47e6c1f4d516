using ImageForge.DevCluster.Http;

namespace ImageForge.DevCluster.Tests.Replay.Scenes;

/// <summary>Lists that are continued, and watches that begin, where the history has been forgotten.</summary>
internal sealed class ExpiredScene : Scene
{
    public override bool HasManualTime => true;

    public override IReadOnlyList<string> Namespaces => ["old"];

    public override async Task BeforeAsync(ReplayStage stage, Exchange exchange)
    {
        if (exchange.Index != 0)
        {
            return;
        }
        foreach (var i in (int[])[1, 2, 3, 4])
        {
            await stage.PostAsync(Paths.Jobs("old"), Paths.Job($"o{i}"));
            await stage.PostAsync(Paths.ConfigMaps("old"), $$$"""{"metadata":{"name":"c{{{i}}}"}}""");
        }
        foreach (var at in (int[])[0, 3])
        {
            LearnToken(stage, stage.Recording.Exchanges[at]);
        }
        stage.Mark("403");
        await stage.PostAsync(Paths.Jobs("old"), Paths.Job("late"));
        stage.Store.Compact();
        await stage.DeleteAsync($"{Paths.Jobs("old")}/late");
    }

    // The token that this server gave for the same place when it was at its present version.
    private static void LearnToken(ReplayStage stage, Exchange exchange)
    {
        var recorded = exchange.Path[(exchange.Path.IndexOf("continue=", StringComparison.Ordinal) + 9)..];
        var start = ContinueToken.Decode(recorded).Start;
        stage.Replayer.Matcher.Learn(recorded, new ContinueToken(stage.Store.Version, "/" + start).Encode());
    }
}
