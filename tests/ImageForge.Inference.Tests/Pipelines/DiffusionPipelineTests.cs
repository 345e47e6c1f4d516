using ImageForge.Inference.Errors;
using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Onnx;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>What holds of all pictures: they follow from the request, whoever is made with them, and are refused with numbers.</summary>
public sealed class DiffusionPipelineTests : IClassFixture<Runtime>, IDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly Runtime _runtime;
    private readonly ModelCopy _copy = new(ReferenceData.Model("sd"));

    public DiffusionPipelineTests(Runtime runtime) => _runtime = runtime;

    private static DiffusionRequest Request =>
        new()
        {
            Prompt = "a red fox in the snow",
            Width = 96,
            Height = 64,
            Steps = 4,
            Guidance = 5,
            Scheduler = Scheduler.Euler,
            Variants = [new(11)],
        };

    [Fact]
    public void The_same_request_gives_the_same_picture()
    {
        using var model = Open();
        Assert.Equal(Run(model, Request)[0].Values, Run(model, Request)[0].Values);
    }

    [Fact]
    public void A_picture_is_the_same_whoever_is_made_with_it()
    {
        using var model = Open();

        var alone = Run(model, Request)[0];
        var together = Run(model, Request with { Variants = [new(3), new(11), new(4)] });

        AssertClose(alone, together[1], 2e-5f);
        Assert.NotEqual(together[0].Values, together[1].Values);
    }

    [Fact]
    public void Another_seed_prompt_or_guidance_gives_another_picture()
    {
        using var model = Open();
        var first = Run(model, Request)[0].Values;

        Assert.NotEqual(first, Run(model, Request with { Variants = [new(12)] })[0].Values);
        Assert.NotEqual(first, Run(model, Request with { Prompt = "a stone bridge" })[0].Values);
        Assert.NotEqual(first, Run(model, Request with { Negative = "blurry" })[0].Values);
        Assert.NotEqual(first, Run(model, Request with { Guidance = 3 })[0].Values);
    }

    [Fact]
    public void Every_step_is_told()
    {
        using var model = Open();
        var steps = new List<DiffusionStep>();

        new DiffusionPipeline(model).Run(Request, new Collector(steps), Token);

        Assert.Equal(Enumerable.Range(1, 4).Select(i => new DiffusionStep(i, 4)), steps);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        using var model = Open();
        var bytes = new List<long>();
        var pipeline = new DiffusionPipeline(model)
        {
            Trace = (_, _) => bytes.Add(GC.GetAllocatedBytesForCurrentThread()),
        };
        bytes.Capacity = 64;

        pipeline.Run(Request with { Steps = 12 }, null, Token);

        // The first step of a run allocates what all of them share.
        for (var step = 2; step < bytes.Count; step++)
        {
            Assert.Equal(bytes[step - 1], bytes[step]);
        }
    }

    [Fact]
    public void A_run_stops_when_it_is_cancelled()
    {
        using var model = Open();
        using var stop = new CancellationTokenSource();
        var pipeline = new DiffusionPipeline(model)
        {
            Trace = (step, _) =>
            {
                if (step == 1)
                {
                    stop.Cancel();
                }
            },
        };

        Assert.ThrowsAny<OperationCanceledException>(() => pipeline.Run(Request, null, stop.Token));
        // The model is still good.
        Assert.Single(Run(model, Request));
    }

    public static TheoryData<string, Func<DiffusionRequest, DiffusionRequest>> Bad =>
        new()
        {
            { "100x64 pixels are not multiples of 8; the nearest are 104x64", r => r with { Width = 100 } },
            { "-1", r => r with { Guidance = -1 } },
            {
                "int(3 x 0.3) = 0",
                r => r with { Steps = 3, Strength = 0.3, Variants = [new(1, new PlanarImage(96, 64))] }
            },
            { "mask needs a picture", r => r with { Mask = new float[96 * 64] } },
            { "12 pixels", r => r with { Mask = new float[12], Variants = [new(1, new PlanarImage(96, 64))] } },
            { "64x96", r => r with { Variants = [new(1, new PlanarImage(64, 96))] } },
            { "1 of 2", r => r with { Variants = [new(1, new PlanarImage(96, 64)), new(2)] } },
        };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_done_is_refused_with_the_numbers(
        string named,
        Func<DiffusionRequest, DiffusionRequest> change
    )
    {
        using var model = Open();
        var refused = Assert.Throws<RequestInvalidException>(() => Run(model, change(Request)));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FluxPipeline", "FluxPipeline")]
    [InlineData("StableDiffusion3Pipeline", "StableDiffusion3Pipeline")]
    public void Another_kind_of_model_is_refused_by_its_name(string pipeline, string named)
    {
        _copy.Replace("model_index.json", $$"""{"_class_name": "{{pipeline}}"}""");
        var refused = Assert.Throws<ModelInvalidException>(() => Open().Dispose());
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_was_not_exported_says_what_to_do()
    {
        _copy.Delete("unet/model.onnx");
        _copy.Replace("unet/diffusion_pytorch_model.safetensors", "weights");
        var refused = Assert.Throws<ModelInvalidException>(() => Open().Dispose());
        Assert.Contains("optimum-cli export onnx", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_that_the_unet_does_not_listen_to_is_refused()
    {
        using var model = Open();
        var control = new DiffusionControl(
            new PlanarImage(96, 64),
            1,
            Path.Combine(ReferenceData.Model("sd-controlnet"), "controlnet")
        );
        var refused = Assert.Throws<ModelInvalidException>(() => Run(model, Request with { Controls = [control] }));
        Assert.Contains("takes 0 residuals", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _copy.Dispose();

    private DiffusionModel Open() => DiffusionModel.Open(_runtime.Library, _copy.Folder, Runtime.OnProcessor);

    private static IReadOnlyList<PlanarImage> Run(DiffusionModel model, DiffusionRequest request) =>
        new DiffusionPipeline(model).Run(request, null, Token);

    private static void AssertClose(PlanarImage expected, PlanarImage picture, float tolerance)
    {
        for (var i = 0; i < picture.Values.Length; i++)
        {
            Assert.Equal(expected.Values[i], picture.Values[i], tolerance);
        }
    }

    private sealed class Collector(List<DiffusionStep> steps) : IProgress<DiffusionStep>
    {
        public void Report(DiffusionStep value) => steps.Add(value);
    }
}
