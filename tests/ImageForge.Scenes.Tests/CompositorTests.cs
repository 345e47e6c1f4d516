using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Scenes.Tests;

public sealed class CompositorTests
{
    [Fact]
    public void Same_scene_gives_same_bytes_on_one_thread_and_on_many()
    {
        byte[] one = Bytes(Samples.Busy(), 1);
        Assert.Equal(one, Bytes(Samples.Busy(), 1));
        Assert.Equal(one, Bytes(Samples.Busy(), 4));
    }

    [Fact]
    public void Another_seed_gives_another_picture() =>
        Assert.NotEqual(Bytes(Samples.Busy(seed: 1), 1), Bytes(Samples.Busy(seed: 2), 1));

    [Fact]
    public void Picture_is_opaque_and_within_the_display_range()
    {
        using Composition composition = Samples.Render(Samples.Busy());
        for (int y = 0; y < composition.Image.Height; y++)
        {
            foreach (var pixel in composition.Image.Pixels(y))
            {
                Assert.Equal(1f, pixel.W);
                Assert.InRange(pixel.X, 0f, 1f);
                Assert.InRange(pixel.Y, 0f, 1f);
                Assert.InRange(pixel.Z, 0f, 1f);
            }
        }
    }

    [Theory]
    [InlineData(256, 768)]
    [InlineData(768, 256)]
    [InlineData(16, 16)]
    [InlineData(257, 259)]
    public void Any_aspect_ratio_renders_with_hitboxes_inside(int width, int height)
    {
        using Composition composition = Samples.Render(Samples.Busy(width, height));
        Assert.Equal(3, composition.Hitboxes.Count);
        Assert.All(
            composition.Hitboxes,
            box =>
            {
                Assert.True(box.X >= 0 && box.Y >= 0 && box.Width > 0 && box.Height > 0);
                Assert.True(box.X + box.Width <= width && box.Y + box.Height <= height);
            }
        );
    }

    [Fact]
    public void Unknown_overlay_without_image_is_refused_by_name()
    {
        Scene scene = Samples.Busy() with { Overlays = [new Overlay { Category = "weather", Tag = "frogs" }] };
        ArgumentException error = Assert.Throws<ArgumentException>(() => Samples.Render(scene));
        Assert.Contains("weather/frogs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_rendering_stops()
    {
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new Compositor(1).Render(Samples.Busy(), cancellation: new CancellationToken(true))
        );
    }

    private static byte[] Bytes(Scene scene, int threads)
    {
        using Composition composition = Samples.Render(scene, threads);
        PixelBuffer image = composition.Image;
        return MemoryMarshal.AsBytes(image.Data).ToArray();
    }
}
