using System.Numerics;
using ImageForge.Imaging.Looks;
using Xunit;

namespace ImageForge.Scenes.Tests.Looks;

/// <summary>Each camera value does what its name says.</summary>
public sealed class LookTests
{
    [Fact]
    public void Lower_colour_temperature_is_warmer()
    {
        Vector4 warm = Mean(new Look { ColorTemp = 3000 });
        Vector4 cold = Mean(new Look { ColorTemp = 9000 });
        Assert.True(warm.X / warm.Z > 1.5f * cold.X / cold.Z);
    }

    [Fact]
    public void More_lighting_is_lighter()
    {
        Assert.True(Luminance(new Look { Lighting = 30 }) < 0.7 * Luminance(new Look()));
        Assert.True(Luminance(new Look { Lighting = 90 }) > 1.15 * Luminance(new Look()));
    }

    [Fact]
    public void More_contrast_spreads_values()
    {
        double flat = Deviation(new Look { Contrast = 0 });
        double normal = Deviation(new Look());
        double hard = Deviation(new Look { Contrast = 100 });
        Assert.True(flat < normal * 0.9 && normal * 1.05 < hard, $"{flat} {normal} {hard}");
    }

    [Fact]
    public void Bloom_adds_light() =>
        Assert.True(Luminance(new Look { HdrBloom = 100 }) > Luminance(new Look { HdrBloom = 0 }) + 0.002);

    [Fact]
    public void Field_of_view_changes_the_view()
    {
        using Composition wide = Samples.Render(Scene(new Look { Fov = 100 }));
        using Composition narrow = Samples.Render(Scene(new Look { Fov = 25 }));
        Assert.NotEqual(wide.Image.ToSrgb(), narrow.Image.ToSrgb());
    }

    private static Scene Scene(Look look) =>
        new()
        {
            Width = 240,
            Height = 180,
            Seed = 5,
            TimeOfDay = TimeOfDay.Dusk,
            Look = look,
        };

    private static Vector4 Mean(Look look)
    {
        using Composition picture = Samples.Render(Scene(look));
        Vector4 sum = Vector4.Zero;
        for (int y = 0; y < picture.Image.Height; y++)
        {
            foreach (Vector4 pixel in picture.Image.Pixels(y))
            {
                sum += pixel;
            }
        }

        return sum / (picture.Image.Width * picture.Image.Height);
    }

    private static double Luminance(Look look)
    {
        Vector4 mean = Mean(look);
        return (0.2126 * mean.X) + (0.7152 * mean.Y) + (0.0722 * mean.Z);
    }

    private static double Deviation(Look look)
    {
        using Composition picture = Samples.Render(Scene(look));
        byte[] bytes = picture.Image.ToSrgb();
        double[] luma =
        [
            .. Enumerable
                .Range(0, bytes.Length / 4)
                .Select(i => (0.3 * bytes[i * 4]) + (0.6 * bytes[(i * 4) + 1]) + (0.1 * bytes[(i * 4) + 2])),
        ];
        double mean = luma.Average();
        return Math.Sqrt(luma.Average(v => (v - mean) * (v - mean)));
    }
}
