using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Golden;
using ImageForge.Inference.Tests.Onnx;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>Tiled coding is diffusers'; old encoders are understood.</summary>
public sealed class VaeTests(Runtime runtime) : IClassFixture<Runtime>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly string Tiled = Path.Combine(ReferenceData.Folder, "cases", "vae-tiled");

    [Fact]
    public void Tiles_are_decoded_as_in_diffusers()
    {
        using var model = new ModelCopy(ReferenceData.Model("sd"));
        using var decoder = VaeDecoder.Open(
            runtime.Library,
            ModelFolder.Read(model.Folder),
            Runtime.OnProcessor,
            Token
        );
        var latent = Npy.Read(Path.Combine(Tiled, "decoder_latent_sample.npy"));
        var size = new PlaneSize(4, latent.Shape[2], latent.Shape[3]);

        var planes = decoder.DecodeTiled(new Tile(size, latent.Values), new PlaneSize(3, 112, 88), Token);

        var rows = Npy.Read(Path.Combine(Tiled, "decoded_every_fifth_row.npy"));
        for (var i = 0; i < rows.Values.Length; i++)
        {
            var (c, row, x) = (i / (23 * 88), i / 88 % 23, i % 88);
            Assert.Equal(rows.Values[i], planes[(c * 112 + 5 * row) * 88 + x], 1e-4f);
        }
    }

    [Fact]
    public async Task Tiles_are_encoded_as_in_diffusers()
    {
        using var model = new ModelCopy(ReferenceData.Model("sd"));
        using var encoder = VaeEncoder.Open(
            runtime.Library,
            ModelFolder.Read(model.Folder),
            Runtime.OnProcessor,
            Token
        );

        var (planes, size) = await SignedAsync(Path.Combine(Tiled, "picture.png"));
        var parameters = encoder.ParametersTiled(planes, size, Token);

        var expected = Npy.Read(Path.Combine(Tiled, "latent_parameters.npy")).Values;
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], parameters[i], 2e-4f);
        }
    }

    [Fact]
    public async Task An_encoder_that_gives_the_latent_itself_draws_nothing()
    {
        using var model = new ModelCopy(ReferenceData.Model("sd"));
        model.ReplaceBy(
            "vae_encoder/model.onnx",
            Path.Combine(ReferenceData.Model("odd"), "vae_encoder-latent", "model.onnx")
        );
        var folder = ModelFolder.Read(model.Folder);
        using var encoder = VaeEncoder.Open(runtime.Library, folder, Runtime.OnProcessor, Token);
        var expected = Npy.Read(Path.Combine(ReferenceData.Folder, "cases", "odd-vae-latent", "latent_sample.npy"));
        var (planes, size) = await SignedAsync(Path.Combine(ReferenceData.Folder, "cases", "picture-64x96.png"));
        var latent = new float[expected.Values.Length];
        var noise = Enumerable.Repeat(float.NaN, latent.Length).ToArray();

        encoder.Encode(planes, size, noise, latent, Token);

        for (var i = 0; i < latent.Length; i++)
        {
            Assert.Equal(expected.Values[i] * folder.Vae.ScalingFactor, latent[i], 1e-4f);
        }
    }

    private static async Task<(float[] Planes, PlaneSize Size)> SignedAsync(string file)
    {
        using var picture = await new ImageDecoder().DecodeAsync(await File.ReadAllBytesAsync(file));
        var planes = new float[3 * picture.Pixels.Width * picture.Pixels.Height];
        SrgbPlanes.Write(picture.Pixels, planes);
        return ([.. planes.Select(v => 2 * v - 1)], new(3, picture.Pixels.Height, picture.Pixels.Width));
    }
}
