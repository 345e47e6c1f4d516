using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Onnx;
using ImageForge.Testing.Data;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>Pictures are those of diffusers, step by step, given the same noise.</summary>
public sealed class RecordedPipelineTests(Runtime runtime) : IClassFixture<Runtime>
{
    private const double LatentTolerance = 5e-4;

    [Theory]
    [InlineData("ddim12_guidance1")]
    [InlineData("dpmpp2m_karras15_cfg5")]
    [InlineData("img2img_euler20_strength0.6")]
    [InlineData("pndm10_cfg7.5_no_negative")]
    public Task Tiny_stable_diffusion(string name) =>
        CheckAsync(RecordedData.Path("tiny-sd"), RecordedData.Path("tiny-sd", "cases", name));

    [Theory]
    [InlineData("sdxl", "sdxl-txt2img-euler")]
    [InlineData("sdxl", "sdxl-txt2img-guidance1")]
    [InlineData("sdxl", "sdxl-txt2img-no-negative")]
    [InlineData("sdxl", "sdxl-txt2img-two-variants")]
    [InlineData("sdxl", "sdxl-img2img-euler")]
    [InlineData("sdxl", "sdxl-inpaint-strength0.7")]
    [InlineData("sdxl", "sdxl-turbo-one-step")]
    [InlineData("sdxl-refiner", "sdxl-refiner-img2img")]
    [InlineData("sd", "inpaint-plain-strength0.6")]
    [InlineData("sd", "inpaint-plain-strength1")]
    [InlineData("sd", "inpaint-plain-ddim-guidance1")]
    [InlineData("sd-inpaint", "inpaint-nine-strength0.5")]
    [InlineData("sd-inpaint", "inpaint-nine-strength1")]
    [InlineData("sdxl-controlnet", "sdxl-control")]
    [InlineData("sd-controlnet", "control-one")]
    [InlineData("sd-controlnet", "control-two")]
    [InlineData("sd-controlnet", "control-img2img")]
    [InlineData("sd-controlnet", "control-inpaint")]
    [InlineData("lcm", "lcm-txt2img")]
    [InlineData("lcm", "lcm-img2img")]
    [InlineData("sd", "lcm-merged-txt2img")]
    [InlineData("sd", "lcm-merged-img2img")]
    [InlineData("turbo", "turbo-one-step")]
    [InlineData("turbo", "turbo-four-steps")]
    [InlineData("turbo", "turbo-ancestral-four-steps")]
    [InlineData("turbo", "turbo-img2img")]
    [InlineData("turbo", "velocity-ddim-leading")]
    [InlineData("turbo", "velocity-euler-trailing")]
    public Task Other_pipelines(string model, string name) =>
        CheckAsync(ReferenceData.Model(model), Path.Combine(ReferenceData.Folder, "cases", name));

    [Fact]
    public async Task Guidance_in_two_passes_is_that_of_one()
    {
        var recorded = new RecordedCase(RecordedData.Path("tiny-sd", "cases", "pndm10_cfg7.5_no_negative"));
        await CheckAsync(
            RecordedData.Path("tiny-sd"),
            recorded,
            await recorded.RequestAsync() with
            {
                TwoPasses = true,
            }
        );
    }

    [Fact]
    public async Task A_timestep_may_be_an_integer_in_a_row()
    {
        var recorded = new RecordedCase(RecordedData.Path("tiny-sd", "cases", "ddim12_guidance1"));
        using var model = new ModelCopy(RecordedData.Path("tiny-sd"));
        model.ReplaceBy(
            "unet/model.onnx",
            RecordedData.Path("tiny-sd", "variants", "unet_timestep_int64_rank1", "model.onnx")
        );
        await CheckAsync(model, recorded, await recorded.RequestAsync());
    }

    private async Task CheckAsync(string model, string folder)
    {
        var recorded = new RecordedCase(folder) { Model = model };
        await CheckAsync(model, recorded, await recorded.RequestAsync());
    }

    private async Task CheckAsync(string model, RecordedCase recorded, DiffusionRequest request)
    {
        using var copy = new ModelCopy(model);
        await CheckAsync(copy, recorded, request);
    }

    private async Task CheckAsync(ModelCopy copy, RecordedCase recorded, DiffusionRequest request)
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
        Assert.InRange(worst, 0, Math.Max(LatentTolerance, 2 * recorded.NetworksDifference));
        for (var v = 0; v < pictures.Count; v++)
        {
            if (await recorded.PictureAsync(v) is { } expected)
            {
                CheckPicture(expected, pictures[v]);
            }
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
