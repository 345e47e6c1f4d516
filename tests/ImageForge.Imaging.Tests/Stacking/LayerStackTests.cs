using System.Buffers;
using ImageForge.Imaging.Blending;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;
using Xunit;

namespace ImageForge.Imaging.Tests.Stacking;

public sealed class LayerStackTests
{
    private const int Width = 1050;
    private const int Height = 140;
    private static readonly RowParallel One = new(1, default);
    private static readonly RowParallel Many = new(5, default);

    [Fact]
    public void One_pass_gives_what_laying_each_layer_by_itself_gives()
    {
        BlendMode[] modes = Enum.GetValues<BlendMode>();
        using PixelBuffer expected = Pictures.Noise(Width, Height, 1, opaque: true);
        using PixelBuffer actual = expected.Clone();
        List<StackLayer> layers = [];
        for (int i = 0; i < modes.Length; i++)
        {
            using SrgbImage image = Pictures.NoiseImage(Width, Height, 20 + i);
            using var light = PixelBuffer.FromSrgb(Width, Height, image.Data);
            float opacity = 1f - (i * 0.06f);
            Blender.Blend(expected, light, new PixelArea(0, 0, Width, Height), modes[i], opacity, One);
            layers.Add(
                new StackLayer(new SrgbPixels(Pictures.NoiseImage(Width, Height, 20 + i)))
                {
                    Mode = modes[i],
                    Opacity = opacity,
                }
            );
        }

        LayerStack.LayInTurn(actual, layers, Many);
        Assert.Equal(expected.Data, actual.Data);
    }

    [Fact]
    public void Layers_of_8_bits_and_of_light_are_laid_alike()
    {
        using SrgbImage image = Pictures.NoiseImage(Width, Height, 3, opaque: true);
        using SrgbImage result = SrgbImage.Allocate(Width, Height);
        using PixelBuffer picture = PixelBuffer.FromSrgb(Width, Height, image.Data);
        List<StackLayer> bytes = [];
        List<StackLayer> light = [];
        for (int i = 0; i < 4; i++)
        {
            SrgbImage layer = Pictures.NoiseImage(700, 90, 30 + i);
            bytes.Add(new StackLayer(new SrgbPixels(layer, (i * 150) - 40, (i * 30) - 20)));
            light.Add(
                new StackLayer(
                    new FloatPixels(PixelBuffer.FromSrgb(700, 90, layer.Data), (i * 150) - 40, (i * 30) - 20)
                )
            );
        }

        LayerStack.Flatten(image, bytes, result, Many);
        LayerStack.LayInTurn(picture, light, One);
        Assert.Equal(picture.ToSrgb(), result.Data.ToArray());
        bytes.ForEach(l => l.Dispose());
    }

    [Fact]
    public void A_layer_shows_where_its_mask_does()
    {
        using PixelBuffer picture = Pictures.Noise(Width, Height, 1, opaque: true);
        using PixelBuffer before = picture.Clone();
        var area = new PixelArea(-10, 20, 530, 60);
        byte[] mask = ArrayPool<byte>.Shared.Rent(540 * 40);
        mask.AsSpan().Fill(255);
        var layer = new StackLayer(new FloatPixels(Pictures.Noise(Width, Height, 2, opaque: true)))
        {
            Mask = new ByteMask(mask, area),
        };
        using PixelBuffer shown = Pictures.Noise(Width, Height, 2, opaque: true);
        LayerStack.LayInTurn(picture, [layer], One);
        for (int y = 0; y < Height; y++)
        {
            bool within = y is >= 20 and < 60;
            Assert.Equal((within ? shown : before).Row(y)[..(530 * 4)], picture.Row(y)[..(530 * 4)]);
            Assert.Equal(before.Row(y)[(530 * 4)..], picture.Row(y)[(530 * 4)..]);
        }
    }

    [Theory]
    [InlineData(false, 0.5f)]
    [InlineData(true, 0.1f)]
    public void Another_picture_masks_by_its_alpha_or_its_light(bool luminance, float expected)
    {
        using PixelBuffer picture = PixelBuffer.Allocate(100, 3);
        PixelBuffer white = PixelBuffer.Allocate(100, 3);
        white.Data.Fill(1f);
        PixelBuffer mask = PixelBuffer.Allocate(100, 3);
        for (int y = 0; y < 3; y++)
        {
            mask.Pixels(y).Fill(new LinearColor(0.2f, 0.2f, 0.2f, 0.5f).Premultiplied);
        }

        var layer = new StackLayer(new FloatPixels(white)) { Mask = new PixelMask(new FloatPixels(mask), luminance) };
        LayerStack.LayInTurn(picture, [layer], One);
        Assert.Equal(expected, picture.Pixels(1)[99].W, 1e-6f);
    }

    [Fact]
    public void Allocations_do_not_grow_with_the_layers()
    {
        using SrgbImage image = Pictures.NoiseImage(Width, Height, 3, opaque: true);
        using SrgbImage result = SrgbImage.Allocate(Width, Height);
        StackLayer[] layers =
        [
            .. Enumerable.Range(0, 40).Select(i => new StackLayer(new SrgbPixels(Pictures.NoiseImage(Width, 40, i)))),
        ];
        StackLayer[] few = layers[..2];
        long Allocated(StackLayer[] some)
        {
            LayerStack.Flatten(image, some, result, One);
            long before = GC.GetAllocatedBytesForCurrentThread();
            LayerStack.Flatten(image, some, result, One);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        long withFew = Allocated(few);
        long withMany = Allocated(layers);
        Assert.Equal(withFew, withMany);
        Assert.InRange(withMany, 0, 2048);
        foreach (StackLayer layer in layers)
        {
            layer.Dispose();
        }
    }

    [Fact]
    public void Few_layers_are_open_at_once()
    {
        const int Layers = 20;
        int open = 0;
        int most = 0;
        using PixelBuffer picture = PixelBuffer.Allocate(64, 64);
        IEnumerable<StackLayer> Sequence()
        {
            for (int i = 0; i < Layers; i++)
            {
                most = Math.Max(most, ++open);
                yield return new StackLayer(new CountedPixels(3840L * 2160 * 4, () => open--));
            }
        }

        LayerStack.LayInTurn(picture, Sequence(), One);
        Assert.Equal(0, open);
        Assert.Equal(4, most);
    }

    [Fact]
    public void Layers_are_given_back_when_one_fails()
    {
        int open = 0;
        using PixelBuffer picture = PixelBuffer.Allocate(64, 64);
        IEnumerable<StackLayer> Sequence()
        {
            open++;
            yield return new StackLayer(new CountedPixels(1, () => open--));
            throw new InvalidOperationException("The second cannot be read.");
        }

        Assert.Throws<InvalidOperationException>(() => LayerStack.LayInTurn(picture, Sequence(), One));
        Assert.Equal(0, open);
    }

    private sealed class CountedPixels(long bytes, Action closed) : ILayerPixels
    {
        public PixelArea Area => new(0, 0, 64, 64);

        public long Bytes => bytes;

        public ReadOnlySpan<float> Run(int left, int y, Span<float> scratch)
        {
            scratch.Clear();
            return scratch;
        }

        public void Dispose() => closed();
    }
}
