using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Tests.Replay.Scenes;

/// <summary>Jobs and pods, which run as processes of this machine.</summary>
internal abstract partial class WorkloadScene : Scene
{
    public override IReadOnlyList<string> Namespaces => ["jobs"];

    public override DevelopmentClusterOptions Configure(DevelopmentClusterOptions options) =>
        options with
        {
            Images = new Dictionary<string, string> { ["local/busybox"] = "/bin/sh" },
            JobBackoff = TimeSpan.FromSeconds(2),
        };

    public override bool IsProgress(Exchange exchange) =>
        exchange.Path.Contains("watch=true", StringComparison.Ordinal);

    protected static ObjectKey Job(string name) => new(BuiltinResources.Jobs, "jobs", name);

    protected static ObjectKey Pod(string name) => new(BuiltinResources.Pods, "jobs", name);

    /// <summary>The pods of a job by name.</summary>
    protected static IReadOnlyList<JsonObject> PodsOf(ReplayStage stage, string job) =>
        [
            .. stage
                .Store.List(BuiltinResources.Pods, "jobs")
                .Where(p => p.Labels().Any(l => l.Key == "batch.kubernetes.io/job-name" && l.Value == job)),
        ];

    protected static void LearnMachine(ReplayStage stage)
    {
        stage.Replayer.Matcher.Learn("\"node1\"", "\"imageforge-dev\"");
        stage.Replayer.Matcher.Learn("\\\"node1\\\"", "\\\"imageforge-dev\\\"");
        // A process cannot write another's /dev: it is told where its message goes.
        stage.Replayer.Matcher.Learn("> /dev/termination-log", "> $IMAGEFORGE_TERMINATION_LOG");
    }

    /// <summary>Makes the versions at which the watches of a scenario began stand for the present one.</summary>
    protected static void MarkWatches(ReplayStage stage, string scenario)
    {
        foreach (var watch in stage.Recording.Exchanges.Where(e => e.IsStream && Scenario(e).Name == scenario))
        {
            stage.Mark(Version().Match(watch.Path).Groups[1].Value);
        }
    }

    protected static (string Name, string What) Scenario(Exchange exchange) =>
        exchange.Name.LastIndexOf(": ", StringComparison.Ordinal) is > 0 and var at
            ? (exchange.Name[..at], exchange.Name[(at + 2)..])
            : ("", "");

    protected static bool Has(JsonObject? o, string condition) =>
        o.Items("status", "conditions").Any(c => c.Text("type") == condition && c.Text("status") == "True");

    [GeneratedRegex(@"resourceVersion=(\d+)")]
    private static partial Regex Version();
}
