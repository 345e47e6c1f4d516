using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Networks;
using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Onnx;
using ImageForge.Testing.Data;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Networks;

/// <summary>Networks from picture to picture: layouts and ranges, sizes that they do not take, tiles without seams.</summary>
public sealed class ImageNetworkTests(Runtime runtime) : IClassFixture<Runtime>
{
    private static readonly NetworkSpec Fixed = new() { Range = NetworkRange.Byte };
    private static readonly NetworkSpec Free = new() { Layout = NetworkLayout.Nhwc };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("image-fixed-nchw-255", 3)]
    [InlineData("image-free-nhwc-1", 4)]
    [InlineData("image-upscale-2x", 2)]
    public async Task A_picture_is_that_of_the_network_put_whole(string name, int reach)
    {
        using var network = Open(
            name,
            name.Contains("fixed") ? Fixed
                : name.Contains("nhwc") ? Free
                : new(),
            1024
        );
        var picture = await ReadAsync("picture.png");
        var expected = await ReadAsync(name + ".png");

        var made = network.Run(picture, cancellationToken: Token);

        Assert.Equal((expected.Width, expected.Height), (made.Width, made.Height));
        // Tiles of the fixed one are zero-padded by the network at each of their edges, and faded into their neighbours there.
        AssertClose(expected, made, reach, name.Contains("fixed") ? 10 : 1);
    }

    [Theory]
    [InlineData("image-free-nhwc-1", 40)]
    [InlineData("image-free-nhwc-1", 48)]
    [InlineData("image-upscale-2x", 36)]
    public async Task Tiles_leave_no_seam(string name, int tile)
    {
        var format = name.Contains("nhwc") ? Free : new();
        using var whole = Open(name, format, 1024);
        using var tiled = Open(name, format, tile);
        var picture = await ReadAsync("picture.png");

        var expected = whole.Run(picture, cancellationToken: Token);
        var made = tiled.Run(picture, cancellationToken: Token);

        // A network with zeros at its edges is wrong within its reach of them; that is where a tile counts for little.
        Assert.InRange(Mean(expected, made), 0, 0.004);
        Assert.InRange(Steepest(made), 0, Steepest(expected) * 1.02);
    }

    [Fact]
    public async Task A_network_says_how_many_tiles_are_done()
    {
        using var network = Open("image-fixed-nchw-255", Fixed, 1024);
        var steps = new List<DiffusionStep>();

        network.Run(await ReadAsync("picture.png"), new Collector(steps), Token);

        Assert.Equal(Enumerable.Range(1, steps[0].Total), steps.Select(s => s.Done));
        Assert.Equal(steps[0].Total, steps[^1].Done);
    }

    [Fact]
    public void A_picture_smaller_than_the_only_size_is_mirrored_and_cut_again()
    {
        using var network = Open("image-fixed-nchw-255", Fixed, 1024);

        var made = network.Run(new PlanarImage(5, 9), cancellationToken: Token);

        Assert.Equal((5, 9), (made.Width, made.Height));
    }

    [Fact]
    public void Another_layout_is_refused_by_name()
    {
        var refused = Assert.Throws<ModelInvalidException>(() => Open("image-free-nhwc-1", Fixed, 1024).Dispose());
        Assert.Contains("NCHW", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_many_inputs_is_refused_by_their_names()
    {
        var refused = Assert.Throws<ModelInvalidException>(() => Open("unet-float32", new(), 1024).Dispose());
        Assert.Contains("encoder_hidden_states", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trained_style_looks_the_same_in_tiles()
    {
        Assert.SkipWhen(StyleNetworkFile.Path is null, StyleNetworkFile.Missing);
        using var network = ImageNetwork.Open(
            runtime.Library,
            StyleNetworkFile.Path!,
            new() { Range = NetworkRange.Byte, Channels = NetworkChannels.Bgr },
            Runtime.OnProcessor,
            Token
        );
        var photo = await ReadFileAsync(
            Path.Combine(Checkout.Root, "config", "samples", "pictures", "night-market.png")
        );
        using var large = CoverFit.Resize(photo.Pixels, 1000, 760);
        var picture = new PlanarImage(large.Width, large.Height);
        SrgbPlanes.Write(large, picture.Values);

        var made = network.Run(picture, cancellationToken: Token);

        Assert.Equal((1000, 760), (made.Width, made.Height));
        Assert.True(Mean(picture, made) > 0.05, "the style shows");
        // Tiles begin at 0 and 280 and fade from 390 to 610: there, neighbours differ no more than elsewhere.
        var usual = Enumerable.Range(1, 999).Select(x => Across(made, x)).Order().ToArray();
        foreach (var edge in new[] { 390, 610 })
        {
            Assert.InRange(Across(made, edge), 0, usual[^50]);
        }
    }

    private ImageNetwork Open(string name, NetworkSpec format, int tile) =>
        ImageNetwork.Open(
            runtime.Library,
            Path.Combine(ReferenceData.Model("odd"), name, "model.onnx"),
            format,
            Runtime.OnProcessor,
            tile,
            Token
        );

    private static async Task<PlanarImage> ReadAsync(string name)
    {
        using var picture = await ReadFileAsync(Path.Combine(ReferenceData.Folder, "cases", "odd-images", name));
        var planes = new PlanarImage(picture.Pixels.Width, picture.Pixels.Height);
        SrgbPlanes.Write(picture.Pixels, planes.Values);
        return planes;
    }

    private static async Task<DecodedImage> ReadFileAsync(string file) =>
        await new ImageDecoder().DecodeAsync(await File.ReadAllBytesAsync(file));

    private static void AssertClose(PlanarImage expected, PlanarImage made, int margin, int levels)
    {
        var area = made.Width * made.Height;
        for (var i = 0; i < made.Values.Length; i++)
        {
            var (x, y) = (i % area % made.Width, i % area / made.Width);
            if (x >= margin && y >= margin && x < made.Width - margin && y < made.Height - margin)
            {
                Assert.Equal(expected.Values[i] * 255, made.Values[i] * 255, levels + 0.1f);
            }
        }
    }

    private static double Mean(PlanarImage a, PlanarImage b) =>
        a.Values.Zip(b.Values, (x, y) => Math.Abs(x - y)).Average();

    private static double Steepest(PlanarImage picture) =>
        Enumerable.Range(1, picture.Width - 1).Max(x => Across(picture, x));

    /// <summary>Mean difference of a column from the one to its left.</summary>
    private static double Across(PlanarImage picture, int x) =>
        Enumerable
            .Range(0, 3 * picture.Height)
            .Average(row =>
                Math.Abs(picture.Values[row * picture.Width + x] - picture.Values[row * picture.Width + x - 1])
            );

    private sealed class Collector(List<DiffusionStep> steps) : IProgress<DiffusionStep>
    {
        public void Report(DiffusionStep value) => steps.Add(value);
    }
}
