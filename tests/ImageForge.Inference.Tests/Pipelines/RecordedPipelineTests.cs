using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Golden;
using ImageForge.Inference.Tests.Onnx;
using Xunit;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>Pictures are those of diffusers, step by step, given the same noise.</summary>
public sealed class RecordedPipelineTests(Runtime runtime) : IClassFixture<Runtime>
{
    private const double LatentTolerance = 5e-4;

    [Theory]
    [InlineData("ddim12_guidance1")]
    [InlineData("ddim20_cfg7.5")]
    [InlineData("dpmpp2m_karras15_cfg5")]
    [InlineData("euler20_cfg7.5")]
    [InlineData("img2img_ddim20_strength0.6")]
    [InlineData("img2img_euler20_strength0.6")]
    [InlineData("pndm10_cfg7.5_no_negative")]
    public Task Tiny_stable_diffusion(string name) =>
        Check(GoldenData.Path("tiny-sd"), GoldenData.Path("tiny-sd", "cases", name));

    [Fact]
    public async Task Guidance_in_two_passes_is_that_of_one()
    {
        var recorded = new RecordedCase(GoldenData.Path("tiny-sd", "cases", "ddim20_cfg7.5"));
        await Check(GoldenData.Path("tiny-sd"), recorded, await recorded.RequestAsync() with { TwoPasses = true });
    }

    [Fact]
    public async Task A_timestep_may_be_an_integer_in_a_row()
    {
        var recorded = new RecordedCase(GoldenData.Path("tiny-sd", "cases", "ddim12_guidance1"));
        using var model = new ModelCopy(GoldenData.Path("tiny-sd"));
        model.ReplaceBy(
            "unet/model.onnx",
            GoldenData.Path("tiny-sd", "variants", "unet_timestep_int64_rank1", "model.onnx")
        );
        await Check(model, recorded, await recorded.RequestAsync());
    }

    private async Task Check(string model, string folder)
    {
        var recorded = new RecordedCase(folder);
        await Check(model, recorded, await recorded.RequestAsync());
    }

    private async Task Check(string model, RecordedCase recorded, DiffusionRequest request)
    {
        using var copy = new ModelCopy(model);
        await Check(copy, recorded, request);
    }

    private async Task Check(ModelCopy copy, RecordedCase recorded, DiffusionRequest request)
    {
        var library = runtime.Library;
        copy.Replace("scheduler/scheduler_config.json", recorded.SchedulerConfig);
        using var model = DiffusionModel.Open(library, copy.Folder, Runtime.OnProcessor);
        var latents = recorded.Latents;
        var worst = 0.0;
        var steps = 0;
        var pipeline = new DiffusionPipeline(model)
        {
            Noise = new RecordedNoise(recorded.Folder),
            Trace = (step, values) =>
            {
                steps++;
                worst = Math.Max(worst, Difference(latents[step], values));
            },
        };

        var pictures = pipeline.Run(request, null, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper!.WriteLine($"latents differ by {worst:e2}");
        Assert.Equal(latents.Shape[0], steps);
        Assert.InRange(worst, 0, LatentTolerance);
        for (var v = 0; v < pictures.Count; v++)
        {
            CheckPicture(await recorded.PictureAsync(v), pictures[v]);
        }
    }

    private static double Difference(ReadOnlySpan<float> expected, ReadOnlySpan<float> values)
    {
        Assert.Equal(expected.Length, values.Length);
        var difference = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            difference = Math.Max(difference, Math.Abs(expected[i] - values[i]));
        }

        return difference;
    }

    private static void CheckPicture(byte[] expected, PlanarImage picture)
    {
        var area = picture.Width * picture.Height;
        var off = 0;
        for (var i = 0; i < picture.Values.Length; i++)
        {
            var value = Math.Round(picture.Values[i] * 255.0, MidpointRounding.ToEven);
            var difference = Math.Abs(expected[4 * (i % area) + i / area] - value);
            Assert.InRange(difference, 0, 1);
            off += difference > 0 ? 1 : 0;
        }

        Assert.InRange(off, 0, picture.Values.Length / 100);
    }
}
