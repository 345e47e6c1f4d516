namespace ImageForge.DevCluster.Tests.Replay.Scenes;

/// <summary>Watches: what is done while they are open.</summary>
internal sealed class WatchScene : Scene
{
    private const string Wider = """{"spec":{"width":640}}""";
    private static readonly string Jobs = Paths.Jobs("watch");

    public override bool HasManualTime => true;

    public override IReadOnlyList<string> Namespaces => ["watch"];

    public override async Task BeforeAsync(ReplayStage stage, Exchange exchange)
    {
        switch (exchange.Index)
        {
            case 0:
                await stage.PostAsync(Jobs, Paths.Job("pre", ""","labels":{"app":"web"}"""));
                stage.Mark("747");
                break;
            case 3:
                stage.Mark("811");
                break;
            case 7:
                await stage.PostAsync(Jobs, Paths.Job("pre2"));
                break;
            case 16:
                stage.Mark("827");
                break;
            case 17:
                stage.Mark("835");
                break;
            case 30:
                await stage.PostAsync(Jobs, Paths.Job("fin", ""","finalizers":["imageforge.dev/hold"]"""));
                stage.Mark("850");
                break;
            case 31:
                stage.Mark("858");
                break;
        }
    }

    public override async Task MeanwhileAsync(ReplayStage stage, Exchange exchange)
    {
        switch (exchange.Index)
        {
            case 0:
                await stage.PostAsync(Jobs, Paths.Job("w1"));
                await stage.MergeAsync($"{Jobs}/w1", Wider);
                await stage.MergeAsync($"{Jobs}/w1/status", """{"status":{"phase":"Running"}}""");
                await stage.MergeAsync($"{Jobs}/w1", Wider);
                await stage.DeleteAsync($"{Jobs}/w1");
                break;
            case 3:
                await stage.MergeAsync($"{Jobs}/pre", Wider);
                break;
            case 7:
                await stage.PostAsync(Jobs, Paths.Job("after"));
                break;
            case 13:
                await stage.MergeAsync($"{Jobs}/pre", """{"spec":{"width":512}}""");
                await stage.DeleteAsync($"{Jobs}/pre2");
                break;
            case 16:
                await LabelAsync(stage);
                break;
            case 17:
                await stage.MergeAsync($"{Jobs}/after", Wider);
                await stage.MergeAsync($"{Jobs}/pre", Wider);
                break;
            case 20:
                await stage.PostAsync(Paths.ConfigMaps("watch"), """{"metadata":{"name":"a"}}""");
                break;
            case 30:
                await stage.DeleteAsync($"{Jobs}/fin");
                await stage.MergeAsync($"{Jobs}/fin", """{"metadata":{"finalizers":null}}""");
                break;
            case 31:
                await stage.PostAsync(Paths.ConfigMaps("watch"), """{"metadata":{"name":"unrelated"}}""");
                break;
        }
    }

    private static async Task LabelAsync(ReplayStage stage)
    {
        const string Web = """{"metadata":{"labels":{"app":"web"}}}""";
        const string Db = """{"metadata":{"labels":{"app":"db"}}}""";
        await stage.PostAsync(Jobs, Paths.Job("sel"));
        await stage.MergeAsync($"{Jobs}/sel", Web);
        await stage.MergeAsync($"{Jobs}/sel", Wider);
        await stage.MergeAsync($"{Jobs}/sel", Db);
        await stage.MergeAsync($"{Jobs}/sel", """{"spec":{"width":704}}""");
        await stage.MergeAsync($"{Jobs}/sel", Web);
        await stage.DeleteAsync($"{Jobs}/sel");
    }
}
