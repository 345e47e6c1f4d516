using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Scenes.Tests.Looks;

/// <summary>Each value of the camera moves what it is named after, in one direction over its whole range.</summary>
public sealed class CameraTests
{
    [Fact]
    public void Colour_temperature_rises_from_warm_to_cold() =>
        Rising(0.02, ((double[])[2000, 3500, 5500, 8000, 10000]).Select(k => new Look { ColorTemp = k }), BlueOverRed);

    [Fact]
    public void Tint_goes_from_green_to_magenta() =>
        Rising(
            0.02,
            ((double[])[-100, -40, 0, 40, 100]).Select(t => new Look { Tint = t }),
            p =>
            {
                Vector4 mean = Measures.Mean(p);
                return (mean.X + mean.Z) / mean.Y;
            }
        );

    [Fact]
    public void Exposure_doubles_light_by_the_stop()
    {
        using PixelBuffer dark = Developed(new Look { Exposure = -3 }, Grey(0.2f));
        using PixelBuffer normal = Developed(new Look { Exposure = -2 }, Grey(0.2f));
        using PixelBuffer light = Developed(new Look { Exposure = 1 }, Grey(0.2f));
        Assert.Equal(0.2 / 8, Measures.Mean(dark).X, 0.0005);
        Assert.Equal(0.2 / 4, Measures.Mean(normal).X, 0.0005);
        Assert.Equal(0.4, Measures.Mean(light).X, 0.0005);
    }

    [Fact]
    public void Contrast_spreads_values() =>
        Rising(0.005, ((double[])[0, 25, 50, 75, 100]).Select(c => new Look { Contrast = c }), Measures.Deviation);

    [Fact]
    public void Lighting_lightens() =>
        Rising(
            0.005,
            ((double[])[0, 30, 60, 80, 100]).Select(l => new Look { Lighting = l }),
            p => Measures.Luma(Measures.Mean(p))
        );

    [Fact]
    public void Bloom_lights_the_surroundings_of_a_lamp_and_leaves_what_is_far_dark()
    {
        double[] near = new double[4];
        for (int i = 0; i < near.Length; i++)
        {
            using PixelBuffer picture = Grey(0.02f, 256, 192);
            Lamp(picture, 64, 96, 3, 6f);
            Camera.Develop(picture, new Look { HdrBloom = i * 100 / 3 }, new RowParallel(1, default));
            near[i] = Measures.Luma(picture.Pixels(96)[72]);
            double far = Measures.Luma(picture.Pixels(96)[220]);
            Assert.InRange(far, 0.0199, 0.0215);
        }

        Measures.AssertRising(0.01, near);
    }

    [Theory]
    [InlineData(64, 48)]
    [InlineData(333, 257)]
    [InlineData(1024, 768)]
    public void Bloom_adds_bounded_light_at_every_size(int width, int height)
    {
        using PixelBuffer picture = Grey(0f, width, height);
        Lamp(picture, width / 2, height / 2, Math.Max(1, height / 40), 1000f);
        int lit = 0;
        for (int y = 0; y < height; y++)
        {
            lit += picture.Pixels(y).ToArray().Count(p => p.X > 0);
        }

        double before = Sum(picture);
        Camera.Develop(picture, new Look { HdrBloom = 100 }, new RowParallel(1, default));
        double added = Sum(picture) - before;
        Assert.InRange(added, 0.5 * lit, lit / 0.35 * 3.3 * 2.1);
    }

    [Fact]
    public void Light_below_the_knee_does_not_bloom()
    {
        using PixelBuffer picture = Grey(0.7f);
        Camera.Develop(picture, new Look { HdrBloom = 100 }, new RowParallel(1, default));
        Assert.Equal(0.7f, picture.Pixels(10)[10].X);
    }

    [Fact]
    public void Vignette_darkens_corners_and_leaves_the_centre()
    {
        double[] values = [0, 30, 60, 100];
        double[] corners = [.. values.Select(v => -Corner(new Look { Vignette = v }))];
        Measures.AssertRising(0.01, corners);
        using PixelBuffer with = Developed(new Look { Vignette = 100 }, Grey(0.4f));
        Assert.Equal(0.4, with.Pixels(with.Height / 2)[with.Width / 2].X, 0.001);
    }

    [Fact]
    public void Grain_roughens_the_middle_tones_and_keeps_the_mean()
    {
        double[] rough = new double[4];
        for (int i = 0; i < rough.Length; i++)
        {
            using PixelBuffer picture = Developed(new Look { Grain = i * 100 / 3 }, Grey(0.3f, 200, 200));
            rough[i] = Measures.Roughness(picture);
            Assert.Equal(0.3, Measures.Mean(picture).X, 0.002);
        }

        Measures.AssertRising(0.005, rough);
        using PixelBuffer black = Developed(new Look { Grain = 100 }, Grey(0.002f, 200, 200));
        using PixelBuffer white = Developed(new Look { Grain = 100, ToneMapping = ToneMapping.None }, Grey(0.99f));
        Assert.True(Measures.Roughness(black) < rough[1] / 4);
        Assert.True(Measures.Roughness(white) < rough[1] / 4);
    }

    [Fact]
    public void Grain_grows_with_the_picture()
    {
        using PixelBuffer small = Developed(new Look { Grain = 100 }, Grey(0.3f, 256, 256));
        using PixelBuffer large = Developed(new Look { Grain = 100 }, Grey(0.3f, 2048, 2048));
        Assert.True(Measures.Roughness(large) < 0.75 * Measures.Roughness(small));
    }

    [Fact]
    public void Chromatic_aberration_parts_red_and_blue_towards_the_corner_and_not_in_the_centre()
    {
        double[] shifts = [.. ((double[])[0, 33, 66, 100]).Select(v => Shift(v, 0.93))];
        Measures.AssertRising(0.5, shifts);
        Assert.Equal(0, Shift(100, 0.5), 0.05);
    }

    [Fact]
    public void Depth_haze_hides_the_far_more_than_the_near()
    {
        double[] far = [.. ((double[])[0, 35, 70, 100]).Select(v => Detail(v, 0.24, 0.42))];
        double[] near = [.. ((double[])[0, 35, 70, 100]).Select(v => Detail(v, 0.75, 0.97))];
        Measures.AssertRising(0.0003, [.. far.Select(v => -v)]);
        Assert.True(far[3] / far[0] < 0.75 && near[3] / near[0] > 0.95, $"{far[3] / far[0]} {near[3] / near[0]}");
    }

    [Theory]
    [InlineData(ToneMapping.Aces, 0.18, 0.2668)]
    [InlineData(ToneMapping.Aces, 1, 0.8038)]
    [InlineData(ToneMapping.Hable, 0.18, 0.1285)]
    [InlineData(ToneMapping.Hable, 5.6, 1)]
    [InlineData(ToneMapping.None, 0.5, 0.5)]
    [InlineData(ToneMapping.None, 3, 1)]
    [InlineData(ToneMapping.Paper, 0.6, 0.6)]
    public void Tone_mapping_follows_its_formula(ToneMapping mapping, double light, double expected)
    {
        Assert.Equal(expected, ToneCurve.Map(light, mapping), 0.0005);
        using PixelBuffer picture = Developed(new Look { ToneMapping = mapping }, Grey((float)light));
        Assert.Equal(expected, picture.Pixels(3)[3].Y, 0.002);
    }

    [Theory]
    [InlineData(ToneMapping.Aces)]
    [InlineData(ToneMapping.Hable)]
    [InlineData(ToneMapping.Paper)]
    [InlineData(ToneMapping.None)]
    public void Tone_mapping_never_falls(ToneMapping mapping)
    {
        for (double x = 0; x < 20; x += 0.01)
        {
            Assert.True(ToneCurve.Map(x + 0.01, mapping) >= ToneCurve.Map(x, mapping) - 1e-12);
        }
    }

    [Fact]
    public void Every_value_at_once_gives_the_same_bytes_on_one_thread_and_many()
    {
        Scene scene = Samples.Busy(300, 200) with
        {
            Look = new Look
            {
                Exposure = 0.5,
                Tint = 20,
                Vignette = 60,
                Grain = 70,
                ChromaticAberration = 80,
                DepthHaze = 60,
                ToneMapping = ToneMapping.Aces,
            },
        };
        using Composition one = Samples.Render(scene);
        using Composition many = Samples.Render(scene, 4);
        Assert.True(one.Image.Data.SequenceEqual(many.Image.Data));
    }

    [Fact]
    public void Kept_light_is_what_the_display_was_made_from()
    {
        Scene scene = City(
            new Look
            {
                Exposure = 1,
                Vignette = 100,
                Grain = 100,
            }
        );
        using Composition kept = Samples.Render(scene with { KeepsLight = true });
        using Composition shown = Samples.Render(scene with { Look = new Look { Exposure = 1 } });
        Assert.True(kept.Image.Pixels(100)[100].W == 1f);
        float brightest = 0f;
        for (int y = 0; y < kept.Image.Height; y++)
        {
            for (int x = 0; x < kept.Image.Width; x++)
            {
                Vector4 light = kept.Image.Pixels(y)[x];
                brightest = Math.Max(brightest, light.X);
                Assert.Equal(ToneCurve.Map(light.Y, ToneMapping.Paper), shown.Image.Pixels(y)[x].Y, 0.002);
            }
        }

        Assert.True(brightest > 1.5f, $"{brightest}");
    }

    [Fact]
    public void Exposing_gives_the_light_of_the_scene_without_a_bound()
    {
        using PixelBuffer picture = Grey(3f);
        Camera.Expose(picture, new Look { Exposure = 2 }, new RowParallel(1, default));
        Assert.Equal(12, picture.Pixels(0)[0].X, 0.001);
    }

    private static double Shift(double strength, double at)
    {
        using PixelBuffer picture = Grey(0f, 400, 400);
        int middle = (int)(at * 400);
        for (int y = 0; y < 400; y++)
        {
            picture.Pixels(y)[middle] = new Vector4(0.5f, 0.5f, 0.5f, 1f);
        }

        Camera.Develop(picture, new Look { ChromaticAberration = strength, HdrBloom = 0 }, new RowParallel(1, default));
        Vector4[] row = picture.Pixels(middle).ToArray();
        double red = Center(row, p => p.X);
        double blue = Center(row, p => p.Z);
        return red - blue;
    }

    private static double Center(Vector4[] row, Func<Vector4, float> channel) =>
        row.Select((p, x) => channel(p) * (double)x).Sum() / row.Sum(p => (double)channel(p));

    private static double Detail(double haze, double top, double bottom)
    {
        using Composition picture = Samples.Render(City(new Look { DepthHaze = haze, HdrBloom = 0 }));
        return Measures.Roughness(picture.Image, top, bottom, 0.35, 0.8);
    }

    private static double Corner(Look look)
    {
        using PixelBuffer picture = Developed(look, Grey(0.4f));
        return picture.Pixels(0)[0].X;
    }

    private static double BlueOverRed(PixelBuffer picture)
    {
        Vector4 mean = Measures.Mean(picture);
        return mean.Z / mean.X;
    }

    private static void Rising(double margin, IEnumerable<Look> looks, Func<PixelBuffer, double> measure)
    {
        var values = new List<double>();
        foreach (Look look in looks)
        {
            using Composition picture = Samples.Render(City(look));
            values.Add(measure(picture.Image));
        }

        Measures.AssertRising(margin, [.. values]);
    }

    private static Scene City(Look look) =>
        new()
        {
            Width = 240,
            Height = 180,
            Seed = 5,
            TimeOfDay = TimeOfDay.GoldenHour,
            Look = look,
        };

    private static PixelBuffer Developed(Look look, PixelBuffer picture)
    {
        var rows = new RowParallel(1, default);
        look = look with { HdrBloom = 0 };
        Camera.Develop(picture, look, rows);
        Camera.Display(picture, look, null, new Dice(9), rows);
        return picture;
    }

    private static PixelBuffer Grey(float light, int width = 96, int height = 64)
    {
        PixelBuffer picture = PixelBuffer.Allocate(width, height);
        for (int y = 0; y < height; y++)
        {
            picture.Pixels(y).Fill(new Vector4(light, light, light, 1f));
        }

        return picture;
    }

    private static void Lamp(PixelBuffer picture, int x, int y, int radius, float light)
    {
        for (int dy = -radius; dy <= radius; dy++)
        {
            picture.Pixels(y + dy).Slice(x - radius, (2 * radius) + 1).Fill(new Vector4(light, light, light, 1f));
        }
    }

    private static double Sum(PixelBuffer picture)
    {
        double sum = 0;
        for (int y = 0; y < picture.Height; y++)
        {
            foreach (Vector4 pixel in picture.Pixels(y))
            {
                sum += pixel.X;
            }
        }

        return sum;
    }
}
