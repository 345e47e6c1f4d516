using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Golden;
using ImageForge.Inference.Tests.Onnx;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>Networks of other element types, ranks and with weights beside them are given what they take.</summary>
public sealed class UnetTypeTests(Runtime runtime) : IClassFixture<Runtime>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly string Recorded = Path.Combine(ReferenceData.Folder, "cases", "odd-unet");

    [Theory]
    [InlineData("unet-float32", 1e-5)]
    [InlineData("unet-timestep-int64", 1e-5)]
    [InlineData("unet-timestep-rank1", 1e-5)]
    [InlineData("unet-external", 1e-5)]
    [InlineData("unet-float16", 2e-3)]
    [InlineData("unet-float16-timestep-float32", 2e-3)]
    public void Its_output_is_what_was_computed(string network, double tolerance)
    {
        using var model = new ModelCopy(ReferenceData.Model("sd"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ReferenceData.Model("odd"), network)))
        {
            model.ReplaceBy("unet/" + Path.GetFileName(file), file);
        }

        using var unet = Unet.Open(runtime.Library, ModelFolder.Read(model.Folder), Runtime.OnProcessor, Token);
        var sample = Npy.Read(Path.Combine(Recorded, "sample.npy"));
        var text = Npy.Read(Path.Combine(Recorded, "encoder_hidden_states.npy"));
        var expected = Npy.Read(Path.Combine(Recorded, "out_sample.npy")).Values;
        var rows = Enumerable
            .Range(0, sample.Shape[0])
            .Select(row => new Conditioning(new(text[row].ToArray(), 77, null)));
        var latent = new PlaneSize(sample.Shape[1], sample.Shape[2], sample.Shape[3]);
        using var pass = new UnetPass(unet, latent, 4, [.. rows], 1, []);
        var output = new float[expected.Length];

        pass.Run(sample.Values, 501, Token);
        pass.Read(0, output);

        for (var i = 0; i < output.Length; i++)
        {
            Assert.Equal(expected[i], output[i], (float)tolerance);
        }
    }
}
