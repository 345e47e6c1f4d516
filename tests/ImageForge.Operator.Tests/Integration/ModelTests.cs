using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Testing.Models;
using k8s.Models;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>Jobs with models on a running cluster: one that renders, one that cannot be had, one that waits for its GPU.</summary>
public class ModelTests(ClusterFixture cluster)
{
    [Fact]
    public async Task A_network_renders_the_layout_and_the_status_says_on_what()
    {
        var model = Model();
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync(
            "style",
            Spec(
                $$$"""{"backend":"OnnxStyle","provider":"Cuda","network":{"range":"Byte"},"model":{"uri":"file://{{{model}}}"} }"""
            )
        );

        var job = await scenario.UntilAsync("style", JobState.Completed);

        var polished = Condition(job, Conditions.Polished);
        Assert.Equal("True", polished.Status);
        Assert.Equal("True", Condition(job, Conditions.Composed).Status);
        Assert.NotNull(job.Status!.Device!.Name);
        Assert.Contains(job.Status.Device.Provider, new[] { "Cuda", "Cpu" });
        Assert.Equal(job.Status.Device.Provider == "Cpu" ? Reasons.GpuMissing : Reasons.AsExpected, polished.Reason);
        Assert.True(File.Exists(scenario.Stored(job.Status.PrimaryArtifact!)));
    }

    [Fact]
    public async Task A_model_that_is_not_there_ends_the_job_or_leaves_the_layout()
    {
        _ = Model();
        await using var scenario = await Scenario.StartAsync(cluster);
        const string Missing =
            "\"backend\":\"OnnxStyle\",\"provider\":\"Cpu\",\"model\":{\"uri\":\"file:///no/such.onnx\"}";
        await scenario.ApplyAsync("fails", Spec($"{{{Missing}}}"));
        await scenario.ApplyAsync("delivers", Spec($"{{{Missing},\"onFailure\":\"DeliverComposed\"}}"));

        var failed = await scenario.UntilAsync("fails", JobState.Failed);
        Assert.Equal(("False", Reasons.ModelUnusable), Words(failed, Conditions.Polished));
        Assert.Equal(Reasons.ModelUnusable, Condition(failed, Conditions.Ready).Reason);
        Assert.Contains("/no/such.onnx", Condition(failed, Conditions.Ready).Message, StringComparison.Ordinal);

        var delivered = await scenario.UntilAsync("delivers", JobState.Completed);
        Assert.Equal(("False", Reasons.DeliveredComposed), Words(delivered, Conditions.Polished));
        Assert.Equal("True", Condition(delivered, Conditions.Composed).Status);
    }

    [Fact]
    public async Task A_pod_for_which_there_is_no_GPU_waits_and_says_so()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync(
            "waits",
            """{"seed":1,"size":{"preset":"Thumbnail"},"compose":{},"runner":{"gpu":{"resourceName":"example.com/gpu"}}}"""
        );

        var job = await Scenario.UntilAsync(
            () => scenario.JobAsync("waits"),
            job => job.Status?.Conditions?.Any(c => c.Reason == Reasons.Unschedulable) == true,
            "the job cannot be scheduled"
        );

        Assert.Equal(JobState.Queued, job.Status!.State);
        Assert.Contains(
            "Insufficient example.com/gpu",
            Condition(job, Conditions.Ready).Message,
            StringComparison.Ordinal
        );
    }

    private static string Spec(string polish) =>
        $$$"""
            {"seed":1,"size":{"preset":"Thumbnail"},"compose":{"signals":[{"category":"weather","tag":"rain","score":-0.8}]},
             "runner":{"onGpuMissing":"UseCpu"},"polish":{{{polish}}}}
            """;

    private static V1Condition Condition(GenerationJob job, string type) =>
        job.Status!.Conditions!.Single(c => c.Type == type);

    private static (string, string) Words(GenerationJob job, string type) =>
        (Condition(job, type).Status, Condition(job, type).Reason);

    /// <summary>A small network from picture to picture.</summary>
    private string Model()
    {
        Assert.SkipUnless(cluster.PodsAreProcesses, "The pods of this cluster do not see this machine's files.");
        Assert.SkipUnless(
            File.Exists(Path.Combine(Path.GetDirectoryName(Programs.Runner)!, "libonnxruntime.so.1")),
            "ONNX Runtime is missing: run runner/native/fetch.sh and build again."
        );
        return Path.Combine(ReferenceData.Model("odd"), "image-fixed-nchw-255", "model.onnx");
    }
}
