using ImageForge.Inference.Onnx;
using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Onnx;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>The same request gives the same values, whatever the number of threads that the processor's operators have.</summary>
public sealed class ThreadTests(Runtime runtime) : IClassFixture<Runtime>
{
    [Theory]
    [InlineData("sd", 5)]
    [InlineData("sd-controlnet", 5)]
    [InlineData("sdxl", 5)]
    [InlineData("lcm", 8.5)]
    [InlineData("turbo", 0)]
    public void One_thread_gives_what_several_give(string name, double guidance)
    {
        var library = runtime.Library;
        using var copy = new ModelCopy(ReferenceData.Model(name));
        var request = new DiffusionRequest
        {
            Prompt = "an old wooden boat on a quiet lake",
            Width = 128,
            Height = 64,
            Steps = 3,
            Guidance = (float)guidance,
            Controls = name == "sd-controlnet" ? [new DiffusionControl(new PlanarImage(128, 64), 1, null)] : [],
            Variants = [new DiffusionVariant(1, null), new DiffusionVariant(2, null)],
        };

        var one = Run(library, copy.Folder, request, threads: 1);

        Assert.NotEqual(one[0].Values, one[1].Values);
        foreach (var threads in new[] { 2, 3 })
        {
            var several = Run(library, copy.Folder, request, threads);
            Assert.Equal(one.Select(p => p.Values), several.Select(p => p.Values));
        }
    }

    private static IReadOnlyList<PlanarImage> Run(
        OnnxRuntime library,
        string folder,
        DiffusionRequest request,
        int threads
    )
    {
        using var model = DiffusionModel.Open(library, folder, Runtime.OnProcessor with { IntraOpThreads = threads });
        return new DiffusionPipeline(model).Run(request, null, TestContext.Current.CancellationToken);
    }
}
