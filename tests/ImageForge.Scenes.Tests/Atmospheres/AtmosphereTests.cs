using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Atmospheres;
using Xunit;

namespace ImageForge.Scenes.Tests.Atmospheres;

public sealed class AtmosphereTests
{
    public static TheoryData<string, string> Overlays =>
        [.. BuiltInOverlays.All.Select(o => new TheoryDataRow<string, string>(o.Category, o.Tag))];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void More_intensity_changes_more(string category, string tag)
    {
        Scene scene = new()
        {
            Width = 240,
            Height = 180,
            Seed = 3,
            TimeOfDay = TimeOfDay.Dusk,
        };
        using Composition bare = Samples.Render(scene);
        double[] change =
        [
            .. new[] { 0.2, 0.6, 1 }.Select(intensity =>
            {
                using Composition with = Samples.Render(
                    scene with
                    {
                        Overlays =
                        [
                            new Overlay
                            {
                                Category = category,
                                Tag = tag,
                                Intensity = intensity,
                            },
                        ],
                    }
                );
                return MeanChange(bare.Image, with.Image);
            }),
        ];
        // Mean over all channels of all pixels; what is small must be bright to get there.
        Assert.True(change[0] > 0.006, $"0.2 changes {change[0]}");
        Assert.True(change[1] > change[0] * 1.4, $"0.6 changes {change[1]} after {change[0]}");
        Assert.True(change[2] > change[1] * 1.15, $"1 changes {change[2]} after {change[1]}");
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Any_shape_of_canvas_works(string category, string tag)
    {
        foreach ((int width, int height) in new[] { (60, 180), (180, 60) })
        {
            using Composition picture = Samples.Render(
                new Scene
                {
                    Width = width,
                    Height = height,
                    Overlays = [new Overlay { Category = category, Tag = tag }],
                }
            );
            Assert.Equal(width, picture.Image.Width);
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void The_seed_decides_and_nothing_else(string category, string tag)
    {
        byte[] first = Over(category, tag, 5, 256, 192);
        Assert.Equal(first, Over(category, tag, 5, 256, 192));
        Assert.NotEqual(first, Over(category, tag, 6, 256, 192));
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void There_is_no_seam(string category, string tag)
    {
        foreach ((int width, int height) in new[] { (768, 256), (256, 768) })
        {
            byte[] picture = Over(category, tag, 5, width, height);
            double columns = Steepest(width, height, (i, j) => (j * width) + i);
            double rows = Steepest(height, width, (i, j) => (i * width) + j);
            Assert.True(columns < 0.6, $"{width}×{height}: a column is a seam for {columns:P0} of its length");
            // The edge of the water is one line by nature.
            Assert.True(rows < 0.6 || tag == "flood", $"{width}×{height}: a row is a seam for {rows:P0} of its length");

            double Steepest(int lines, int length, Func<int, int, int> pixel) =>
                Enumerable
                    .Range(1, lines - 1)
                    .Max(i =>
                        Math.Abs(
                            Enumerable.Range(0, length).Sum(j => Step(picture, pixel(i, j) * 4, pixel(i - 1, j) * 4))
                        ) / (double)length
                    );
        }
    }

    [Fact]
    public void An_images_own_alpha_is_multiplied_by_intensity_and_opacity_never_replaced()
    {
        // Half-transparent white over black; twice the intensity counts as 1.
        Assert.Equal(0.25f, OverBlack(0.5, intensity: 0.5, opacity: 1), 0.004f);
        Assert.Equal(0.5f, OverBlack(0.5, intensity: 2, opacity: 1), 0.004f);
        Assert.Equal(0.125f, OverBlack(0.5, intensity: 0.5, opacity: 0.5), 0.004f);
        Assert.Equal(0f, OverBlack(0, intensity: 1, opacity: 1), 0.004f);
    }

    [Fact]
    public void The_weakest_overlay_is_laid_first()
    {
        using PixelBuffer red = Flat(new Vector4(0.5f, 0f, 0f, 1f));
        using PixelBuffer green = Flat(new Vector4(0f, 0.5f, 0f, 1f));
        var strong = new Overlay
        {
            Category = "a",
            Tag = "a",
            Image = red,
            Intensity = 1,
        };
        var weak = new Overlay
        {
            Category = "b",
            Tag = "b",
            Image = green,
            Intensity = 0.9,
        };
        using Composition picture = Samples.Render(Black() with { Overlays = [strong, weak] });
        Vector4 pixel = picture.Image.Pixels(8)[8];
        Assert.Equal(0.5f, pixel.X, 0.004f);
        Assert.Equal(0f, pixel.Y, 0.004f);
    }

    [Fact]
    public void Multiply_darkens_and_screen_lightens()
    {
        using PixelBuffer grey = Flat(new Vector4(0.2f, 0.2f, 0.2f, 1f));
        Assert.True(Over(grey, BlendMode.Multiply) < 0.2f);
        Assert.True(Over(grey, BlendMode.Screen) > 0.2f);
        Assert.Equal(0.4f, Over(grey, BlendMode.Add), 0.004f);
    }

    private static float Over(PixelBuffer image, BlendMode mode)
    {
        Scene scene = Black() with
        {
            Background = new Background.Solid(new LinearColor(0.2f, 0.2f, 0.2f)),
            Overlays =
            [
                new Overlay
                {
                    Category = "a",
                    Tag = "a",
                    Image = image,
                    Blend = mode,
                },
            ],
        };
        using Composition picture = Samples.Render(scene);
        return picture.Image.Pixels(8)[8].X;
    }

    private static float OverBlack(double alpha, double intensity, double opacity)
    {
        float a = (float)alpha;
        using PixelBuffer image = Flat(new Vector4(a, a, a, a));
        var overlay = new Overlay
        {
            Category = "a",
            Tag = "a",
            Image = image,
            Intensity = intensity,
            Opacity = opacity,
        };
        using Composition picture = Samples.Render(Black() with { Overlays = [overlay] });
        return picture.Image.Pixels(8)[8].X;
    }

    // Brighter, darker, or about the same.
    private static int Step(byte[] picture, int a, int b)
    {
        int rise = picture[a] + picture[a + 1] + picture[a + 2] - picture[b] - picture[b + 1] - picture[b + 2];
        return Math.Abs(rise) > 9 ? Math.Sign(rise) : 0;
    }

    private static byte[] Over(string category, string tag, ulong seed, int width, int height)
    {
        using Composition picture = Samples.Render(
            new Scene
            {
                Width = width,
                Height = height,
                Seed = seed,
                TimeOfDay = TimeOfDay.Dusk,
                Background = new Background.Solid(new LinearColor(0.25f, 0.25f, 0.25f)),
                Look = new Look { HdrBloom = 0 },
                Overlays = [new Overlay { Category = category, Tag = tag }],
            }
        );
        return picture.Image.ToSrgb();
    }

    private static Scene Black() =>
        new()
        {
            Width = 16,
            Height = 16,
            Background = new Background.Solid(new LinearColor(0f, 0f, 0f)),
            Look = new Look { HdrBloom = 0 },
        };

    private static PixelBuffer Flat(Vector4 color)
    {
        PixelBuffer buffer = PixelBuffer.Allocate(16, 16);
        for (int y = 0; y < 16; y++)
        {
            buffer.Pixels(y).Fill(color);
        }

        return buffer;
    }

    private static double MeanChange(PixelBuffer a, PixelBuffer b)
    {
        byte[] left = a.ToSrgb();
        byte[] right = b.ToSrgb();
        return left.Zip(right, (x, y) => Math.Abs(x - y) / 255.0).Average();
    }
}
