using ImageForge.Inference.Onnx;
using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Onnx;
using ImageForge.Testing.Data;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>Pictures are the same, whatever they are made on. Explicit: <see cref="WebGpuRunTests"/> runs them.</summary>
[Trait("Device", "WebGpu")]
public sealed class WebGpuPipelineTests(Runtime runtime) : IClassFixture<Runtime>
{
    [Theory(Explicit = true)]
    [InlineData("", "ddim12_guidance1")]
    [InlineData("sdxl", "sdxl-txt2img-two-variants")]
    [InlineData("sd-controlnet", "control-two")]
    [InlineData("sd-inpaint", "inpaint-nine-strength0.5")]
    [InlineData("lcm", "lcm-img2img")]
    [InlineData("turbo", "turbo-one-step")]
    public async Task A_picture_is_that_of_the_processor(string model, string name)
    {
        runtime.RequireWebGpu();
        var folder = model.Length > 0 ? ReferenceData.Model(model) : RecordedData.Path("tiny-sd");
        var cases =
            model.Length > 0 ? Path.Combine(ReferenceData.Folder, "cases") : RecordedData.Path("tiny-sd", "cases");
        var recorded = new RecordedCase(Path.Combine(cases, name)) { Model = folder };
        var request = await recorded.RequestAsync();
        using var copy = new ModelCopy(folder);
        copy.Replace("scheduler/scheduler_config.json", recorded.SchedulerConfig);

        var (here, pictureHere) = Make(copy.Folder, recorded, request, Runtime.OnProcessor);
        var (there, pictureThere) = Make(copy.Folder, recorded, request, Runtime.OnWebGpu);

        Assert.Equal(here.Count, there.Count);
        var latents = here.Zip(there).Max(pair => Relative(pair.First, pair.Second));
        var picture = pictureHere
            .Zip(pictureThere)
            .Max(pair => Numbers.Difference(pair.First.Values, pair.Second.Values));
        TestContext.Current.SendDiagnosticMessage(
            $"{name}: latents of {here.Count} steps differ by {latents:e2}, pictures by {picture * 255:f3}/255"
        );
        Assert.InRange(latents, 0, 1e-3f);
        Assert.InRange(picture, 0, 1f / 255);
    }

    private (List<float[]> Latents, IReadOnlyList<PlanarImage> Pictures) Make(
        string folder,
        RecordedCase recorded,
        DiffusionRequest request,
        SessionSettings settings
    )
    {
        using var model = DiffusionModel.Open(runtime.Library, folder, settings);
        Assert.Equal(runtime.Library.Provider(settings.Provider), model.Provider);
        var latents = new List<float[]>();
        var pipeline = new DiffusionPipeline(model)
        {
            Noise = new RecordedNoise(recorded.Folder),
            Trace = (_, values) => latents.Add(values.ToArray()),
        };
        return (latents, pipeline.Run(request, null, TestContext.Current.CancellationToken));
    }

    // Random weights do not denoise: latents grow, and what differs with them.
    private static float Relative(float[] expected, float[] values)
    {
        Assert.Equal(expected.Length, values.Length);
        return expected.Zip(values).Max(pair => Math.Abs(pair.First - pair.Second) / (1 + Math.Abs(pair.First)));
    }
}
