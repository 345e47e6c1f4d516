using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Tests.Jobs;
using Xunit;

namespace ImageForge.Planning.Tests.Polish;

public class PolishStatusTests
{
    private const string Model = "\"model\":{\"uri\":\"s3://m/sd\"}";

    [Fact]
    public void What_the_model_ran_on_is_in_the_status()
    {
        var world = Running();
        world.EndPod(0, world.Result() with { Device = new("Cuda", "NVIDIA H200") });
        world.Settle();
        Assert.Equal(("Cuda", "NVIDIA H200"), (world.Status.Device!.Provider, world.Status.Device.Name));
        var polished = world.Get(Conditions.Polished);
        Assert.Equal(
            ("True", Reasons.AsExpected, "Rendered by Cuda on NVIDIA H200."),
            (polished.Status, polished.Reason, polished.Message)
        );
        Assert.DoesNotContain(world.Events, e => e.Warning);
    }

    [Fact]
    public void The_CPU_in_place_of_a_GPU_is_warned_of()
    {
        var world = Running(runner: """{"gpu":{},"onGpuMissing":"UseCpu"}""");
        world.EndPod(
            0,
            world.Result(new Warning("spec.polish.provider", "no driver")) with
            {
                Device = new("Cpu", "AMD EPYC"),
            }
        );
        world.Settle();
        var polished = world.Get(Conditions.Polished);
        Assert.Equal(("True", Reasons.GpuMissing), (polished.Status, polished.Reason));
        var warning = Assert.Single(world.Events, e => e.Reason == Reasons.GpuMissing);
        Assert.True(warning.Warning);
        Assert.Equal(
            "Rendered by Cpu on AMD EPYC. No usable GPU; fell back to CPU (spec.runner.onGpuMissing: UseCpu). spec.polish.provider: no driver",
            warning.Note
        );
        Assert.Equal(JobState.Completed, world.Status.State);
    }

    [Fact]
    public void The_CPU_where_no_GPU_was_asked_for_is_as_expected()
    {
        var world = Running();
        world.EndPod(0, world.Result() with { Device = new("Cpu", "AMD EPYC") });
        world.Settle();
        Assert.Equal(Reasons.AsExpected, world.Get(Conditions.Polished).Reason);
        Assert.DoesNotContain(world.Events, e => e.Warning);
    }

    [Fact]
    public void A_layout_that_stands_in_for_a_picture_is_not_polished()
    {
        var world = Running(",\"onFailure\":\"DeliverComposed\"");
        world.EndPod(
            0,
            world.Result(new Warning(Warning.DeliveredComposed, "picture 0: not a finite number at step 3"))
        );
        world.Settle();
        var polished = world.Get(Conditions.Polished);
        Assert.Equal(("False", Reasons.DeliveredComposed), (polished.Status, polished.Reason));
        Assert.Contains("not a finite number at step 3", polished.Message, StringComparison.Ordinal);
        Assert.Equal("True", world.Condition(Conditions.Composed));
        Assert.Single(world.Events, e => e is { Reason: Reasons.DeliveredComposed, Warning: true });
    }

    [Fact]
    public void A_cut_prompt_is_told_and_leaves_the_layout_whole()
    {
        var world = Running();
        world.EndPod(0, world.Result(new Warning("spec.prompt.text", "12 of 89 tokens are left out")));
        world.Settle();
        Assert.Equal("True", world.Condition(Conditions.Composed));
        Assert.Contains(
            "spec.prompt.text: 12 of 89 tokens are left out",
            world.Get(Conditions.Polished).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_prompt_alone_says_nothing_of_a_layout()
    {
        var world = Running(compose: "");
        world.EndPod(0, world.Result() with { Device = new("WebGpu", "llvmpipe") });
        world.Settle();
        Assert.Null(world.Condition(Conditions.Composed));
        Assert.Equal("True", world.Condition(Conditions.Polished));
        Assert.Null(world.Status.Hitboxes);
    }

    [Fact]
    public void What_is_only_composed_says_nothing_of_a_model()
    {
        var world = new World();
        world.Settle();
        world.StartPod();
        world.EndPod(0);
        world.Settle();
        Assert.Null(world.Condition(Conditions.Polished));
        Assert.Null(world.Status.Device);
    }

    [Theory]
    [InlineData(RunErrorReason.ModelUnusable, 2, "PodFailurePolicy", Reasons.ModelUnusable, "False")]
    [InlineData(RunErrorReason.GpuMissing, 1, "BackoffLimitExceeded", Reasons.GpuMissing, "False")]
    [InlineData(RunErrorReason.PolishFailed, 1, "BackoffLimitExceeded", Reasons.PolishFailed, "False")]
    [InlineData(RunErrorReason.OutOfMemory, 1, "BackoffLimitExceeded", Reasons.OutOfMemory, null)]
    public void A_failure_to_render_has_its_reason(
        RunErrorReason error,
        int exitCode,
        string jobFails,
        string reason,
        string? polished
    )
    {
        var world = Running();
        world.EndPod(exitCode, new() { PlanHash = world.RunPlan.PlanHash, Error = new(error, "what happened") });
        world.CountFailure(jobFails);
        world.Settle();
        Assert.Equal(JobState.Failed, world.Status.State);
        Assert.Equal(
            (reason, "what happened"),
            (world.Get(Conditions.Ready).Reason, world.Get(Conditions.Ready).Message)
        );
        Assert.Equal(polished, world.Condition(Conditions.Polished));
    }

    [Theory]
    [InlineData("Downloading model 40 %")]
    [InlineData("Picture 1 of 2: step 3/20")]
    public void What_a_runner_says_of_its_model_is_shown(string message)
    {
        var world = Running();
        world.Now = world.Now.AddSeconds(10);
        world.Progress = new()
        {
            PlanHash = world.RunPlan.PlanHash,
            Stage = Stage.Generating,
            Percent = 40,
            VariantsDone = 0,
            VariantsTotal = 1,
            Message = message,
        };
        world.Settle();
        Assert.Equal(message, world.Status.Progress!.Message);
        world.Now = world.Now.AddSeconds(10);
        world.Progress = world.Progress with { Message = "step 4/20" };
        world.Settle();
        Assert.Equal("step 4/20", world.Status.Progress!.Message);
    }

    private static World Running(string polish = "", string runner = "{}", string compose = "\"compose\":{},")
    {
        var world = new World(
            $$$"""{{{{compose}}}"prompt":{"text":"a"},"size":{"preset":"Card"},"runner":{{{runner}}},"polish":{"backend":"Onnx",{{{Model}}}{{{polish}}}}}"""
        );
        world.Settle();
        world.StartPod();
        world.Settle();
        return world;
    }
}
