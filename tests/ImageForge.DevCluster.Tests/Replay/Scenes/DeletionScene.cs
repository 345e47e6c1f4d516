using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Xunit;

namespace ImageForge.DevCluster.Tests.Replay.Scenes;

/// <summary>Owners with dependents, and namespaces with content, that are deleted.</summary>
internal sealed partial class DeletionScene : Scene
{
    private const string Hold = ""","finalizers":["imageforge.dev/hold"]""";
    private static readonly ObjectKey Namespace = new(BuiltinResources.Namespaces, null, "nsgone");

    public override bool HasManualTime => true;

    public override IReadOnlyList<string> Namespaces => ["del", "del2"];

    public override async Task BeforeAsync(ReplayStage stage, Exchange exchange)
    {
        var (name, what) = Name(exchange);
        switch (what)
        {
            case "the delete request":
                await CreateOwnerAsync(stage, name, Version(stage.Recording.Exchanges[exchange.Index + 1]));
                break;
            case "watch of the owner":
                await SettleAsync(stage, name);
                break;
            case "watch of the dependents (ConfigMaps)":
                var left = stage.Store.Get(ConfigMap("del", name + "-dep"));
                if (name == "orphan")
                {
                    Assert.Null(left!.Metadata()["ownerReferences"]);
                }
                else
                {
                    Assert.Null(left);
                }
                break;
        }
        switch (exchange.Index)
        {
            case 18:
                await ObserveStraysAsync(stage);
                break;
            case 21:
                await stage.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"nsgone"}}""");
                await stage.PostAsync(Paths.ConfigMaps("nsgone"), $$$"""{"metadata":{"name":"held"{{{Hold}}}}}""");
                break;
            case 22:
                stage.Mark("1072");
                break;
            case 27:
                await stage.MergeAsync($"{Paths.ConfigMaps("nsgone")}/held", """{"metadata":{"finalizers":null}}""");
                break;
            case 28:
                await stage.UntilAsync(Namespace, ns => ns is null);
                break;
        }
    }

    private static async Task CreateOwnerAsync(ReplayStage stage, string name, string version)
    {
        await stage.PostAsync(Paths.Jobs("del"), Paths.Job(name));
        var held = name.EndsWith("-held", StringComparison.Ordinal);
        var blocks = !name.Contains("nonblocking", StringComparison.Ordinal);
        await stage.PostAsync(
            Paths.ConfigMaps("del"),
            Dependent(
                name + "-dep",
                name,
                stage.Store.Get(Owner(name))!.Uid(),
                $$""","labels":{"t":"x"}{{(held ? Hold : "")}}""",
                blocks
            )
        );
        stage.Mark(version);
    }

    // Until the deletion has gone as far as it goes by itself, and on once the dependent is no longer held.
    private static async Task SettleAsync(ReplayStage stage, string name)
    {
        var dependent = ConfigMap("del", name + "-dep");
        if (name.EndsWith("-held", StringComparison.Ordinal))
        {
            await stage.UntilAsync(dependent, o => o!.IsTerminating());
            if (name.Contains("nonblocking", StringComparison.Ordinal))
            {
                await stage.UntilAsync(Owner(name), o => o is null);
            }
            await stage.MergeAsync(
                $"{Paths.ConfigMaps("del")}/{dependent.Name}",
                """{"metadata":{"finalizers":null}}"""
            );
        }
        await stage.UntilAsync(Owner(name), o => o is null);
        await stage.UntilAsync(dependent, o => name == "orphan" ? o!.Metadata()["ownerReferences"] is null : o is null);
    }

    // Recorded as observations: dependents whose owner is not there, has another uid, or is in another namespace.
    private static async Task ObserveStraysAsync(ReplayStage stage)
    {
        await stage.PostAsync(Paths.Jobs("del"), Paths.Job("wronguid"));
        var owner = stage.Store.Get(Owner("wronguid"))!.Uid();
        var nobody = Guid.Empty.ToString();
        await stage.PostAsync(Paths.ConfigMaps("del"), Dependent("stray", "never", nobody));
        await stage.PostAsync(Paths.ConfigMaps("del"), Dependent("wrong", "wronguid", nobody));
        await stage.PostAsync(Paths.ConfigMaps("del2"), Dependent("xns", "wronguid", owner));
        await stage.UntilAsync(ConfigMap("del", "stray"), o => o is null);
        await stage.UntilAsync(ConfigMap("del", "wrong"), o => o is null);
        await stage.UntilAsync(ConfigMap("del2", "xns"), o => o is null);
        var recorded = stage.Recording.Exchanges[20].Json["events"]![0]!.DeepClone();
        stage.Replayer.Matcher.Learn((string)OwnerUid().Match((string)recorded["message"]!).Value, owner);
        var told = Assert.Single(stage.Store.List(BuiltinResources.Events, "del2")).Copy();
        foreach (var o in (JsonNode[])[recorded, told])
        {
            o.AsObject().Remove("kind");
            o.AsObject().Remove("apiVersion");
            // The end of an event's name is the time in hexadecimal digits.
            o["metadata"]!["name"] = ((string)o["metadata"]!["name"]!).Split('.')[0];
        }
        Assert.Empty(stage.Replayer.Matcher.Compare(recorded, told, "managedFields"));
    }

    private static (string Name, string What) Name(Exchange exchange) =>
        exchange.Name.Split(": ") is [var name, var what] ? (name, what) : ("", "");

    private static string Version(Exchange watch) =>
        watch.Path[(watch.Path.LastIndexOf("resourceVersion=", StringComparison.Ordinal) + 16)..];

    private static ObjectKey Owner(string name) => new(new ResourceId("imageforge.dev", "generationjobs"), "del", name);

    private static ObjectKey ConfigMap(string ns, string name) => new(BuiltinResources.ConfigMaps, ns, name);

    private static string Dependent(string name, string owner, string uid, string metadata = "", bool blocks = true) =>
        $$$"""
            {"metadata":{"name":"{{{name}}}"{{{metadata}}},"ownerReferences":[
             {"apiVersion":"imageforge.dev/v1alpha1","kind":"GenerationJob","name":"{{{owner}}}","uid":"{{{uid}}}",
              "controller":true,"blockOwnerDeletion":{{{(blocks ? "true" : "false")}}}}]}}
            """;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex OwnerUid();
}
