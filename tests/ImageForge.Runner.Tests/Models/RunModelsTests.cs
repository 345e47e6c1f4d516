using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.Models;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Models;
using ImageForge.Runner.Tests.Runs;
using Xunit;

namespace ImageForge.Runner.Tests.Models;

public sealed class RunModelsTests : IDisposable
{
    private readonly Workbench _bench = new();
    private readonly Recorder _recorder = new();
    private readonly RunModels _models;

    public RunModelsTests()
    {
        Directory.CreateDirectory(_bench.Root);
        File.WriteAllBytes(Path.Combine(_bench.Root, "candy.onnx"), [1, 2, 3]);
        File.WriteAllBytes(Path.Combine(_bench.Root, "canny.onnx"), [4]);
        _models = new(
            new(
                name => name == ModelVariables.Cache ? Path.Combine(_bench.Root, "cache") : null,
                _ => null,
                "studio",
                TimeProvider.System
            ),
            _recorder
        );
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_are_inputs_by_their_fields()
    {
        var work = Work(Model("candy.onnx"), Model("canny.onnx"));
        Assert.Equal(
            [
                new InputDigest("polish.model", Workbench.Digest([1, 2, 3])),
                new InputDigest("polish.controls[0].model", Workbench.Digest([4])),
            ],
            await _models.IdentifyAsync(work, new Progress<ModelProgress>(), Token)
        );
        Assert.Empty(await _models.IdentifyAsync(Workbench.Work, new Progress<ModelProgress>(), Token));
    }

    [Fact]
    public async Task A_model_is_opened_once_and_logged_with_its_digest()
    {
        var work = Work(Model("candy.onnx"));
        await _models.IdentifyAsync(work, new Progress<ModelProgress>(), Token);
        var first = await _models.OpenAsync(work.Polish!.Model!, new Progress<ModelProgress>(), Token);
        Assert.Same(first, await _models.OpenAsync(Model("candy.onnx"), new Progress<ModelProgress>(), Token));
        Assert.Single(_recorder.Events, "ModelOpened");
        Assert.Contains(first.Digest, _recorder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_that_the_plan_names_is_known_without_the_model()
    {
        var plan = Model("absent.onnx") with { Sha256 = new('A', 64) };
        var digests = await _models.IdentifyAsync(Work(plan), new Progress<ModelProgress>(), Token);
        Assert.Equal(new InputDigest("polish.model", new('a', 64)), Assert.Single(digests));
        await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _models.OpenAsync(plan, new Progress<ModelProgress>(), Token)
        );
    }

    [Fact]
    public async Task A_model_that_cannot_be_used_fails_the_run_unless_the_layout_stands_in()
    {
        var work = Work(Model("absent.onnx"));
        var e = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _models.IdentifyAsync(work, new Progress<ModelProgress>(), Token)
        );
        Assert.Contains("absent.onnx", e.Message, StringComparison.Ordinal);

        var lenient = work with { Polish = work.Polish! with { OnFailure = PolishFailurePolicy.DeliverComposed } };
        Assert.Equal(
            new InputDigest("polish.model", null),
            Assert.Single(await _models.IdentifyAsync(lenient, new Progress<ModelProgress>(), Token))
        );
        var again = await Assert.ThrowsAsync<ModelUnusableException>(() =>
            _models.OpenAsync(work.Polish!.Model!, new Progress<ModelProgress>(), Token)
        );
        Assert.Equal(e.Message, again.Message);
    }

    [Fact]
    public void Failures_say_whether_another_attempt_helps()
    {
        var unusable = Outcomes.Failure("hash", new ModelUnusableException("gone"), Token);
        Assert.Equal(
            (ExitCode.BadInput, RunErrorReason.ModelUnusable),
            (unusable.ExitCode, unusable.Message.Error!.Reason)
        );
        var unavailable = Outcomes.Failure("hash", new ModelUnavailableException("busy"), Token);
        Assert.Equal(
            (ExitCode.Retryable, RunErrorReason.ModelUnusable),
            (unavailable.ExitCode, unavailable.Message.Error!.Reason)
        );
    }

    public void Dispose()
    {
        _models.Dispose();
        _bench.Dispose();
    }

    private ModelPlan Model(string name) => new() { Uri = $"file://{_bench.Root}/{name}" };

    private static GenerateWork Work(ModelPlan model, ModelPlan? control = null) =>
        Workbench.Work with
        {
            Polish = new()
            {
                Backend = PolishBackend.Onnx,
                Model = model,
                Controls = control is null
                    ? null
                    :
                    [
                        new()
                        {
                            Type = ControlType.Canny,
                            Weight = 1,
                            Model = control,
                        },
                    ],
            },
        };
}
