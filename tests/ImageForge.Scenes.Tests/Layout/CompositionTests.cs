using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Tests.Looks;
using Xunit;

namespace ImageForge.Scenes.Tests.Layout;

/// <summary>Each rule puts what carries the picture where it says.</summary>
public sealed class CompositionTests
{
    public static TheoryData<ulong> Seeds => [1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Thirds_put_the_moon_on_a_point_of_the_thirds(ulong seed) =>
        AssertMoon(seed, CompositionRule.Thirds, 1f / 3, 1f / 3);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Golden_ratio_puts_the_moon_on_its_point(ulong seed) =>
        AssertMoon(seed, CompositionRule.GoldenRatio, 0.382f, 0.382f);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Centred_puts_the_moon_on_the_middle_axis(ulong seed) =>
        AssertMoon(seed, CompositionRule.Centered, 0.5f, null);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Symmetrical_halves_mirror_each_other(ulong seed)
    {
        using Composition free = Samples.Render(City(null, seed));
        using Composition mirrored = Samples.Render(City(CompositionRule.Symmetrical, seed));
        double before = Asymmetry(free.Image);
        double after = Asymmetry(mirrored.Image);
        Assert.True(after < 0.2 * before, $"{after} {before}");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Leading_lines_run_to_one_point(ulong seed)
    {
        using Composition free = Samples.Render(City(null, seed));
        using Composition leading = Samples.Render(City(CompositionRule.LeadingLines, seed));
        double before = Vanishing(free.Image);
        double after = Vanishing(leading.Image);
        Assert.True(after > 0.15 && after > 4 * before, $"{before} {after}");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Frame_is_dark_all_around(ulong seed)
    {
        using Composition free = Samples.Render(City(null, seed));
        using Composition framed = Samples.Render(City(CompositionRule.FrameWithinFrame, seed));
        foreach (
            (double left, double top, double right, double bottom) in ((double, double, double, double)[])
                [(0, 0.2, 0.04, 0.8), (0.96, 0.2, 1, 0.8), (0.2, 0, 0.8, 0.02), (0.2, 0.98, 0.8, 1)]
        )
        {
            double edge = Measures.Luma(Measures.Mean(framed.Image, left, top, right, bottom));
            Assert.True(edge < 0.6 * Measures.Luma(Measures.Mean(framed.Image, 0.3, 0.2, 0.7, 0.5)), $"{left} {edge}");
        }

        double middle = Measures.Luma(Measures.Mean(framed.Image, 0.35, 0.3, 0.65, 0.6));
        double before = Measures.Luma(Measures.Mean(free.Image, 0.35, 0.3, 0.65, 0.6));
        Assert.InRange(middle / before, 0.6, 1.6);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Negative_space_leaves_one_side_empty(ulong seed)
    {
        using Composition picture = Samples.Render(City(CompositionRule.NegativeSpace, seed));
        double left = Measures.Roughness(picture.Image, 0.2, 0.64, 0, 0.36);
        double right = Measures.Roughness(picture.Image, 0.2, 0.64, 0.64, 1);
        Assert.True(Math.Min(left, right) < 0.3 * Math.Max(left, right), $"{left} {right}");
    }

    [Theory]
    [InlineData(CompositionRule.Thirds)]
    [InlineData(CompositionRule.Symmetrical)]
    [InlineData(CompositionRule.LeadingLines)]
    [InlineData(CompositionRule.FrameWithinFrame)]
    [InlineData(CompositionRule.NegativeSpace)]
    public void Every_rule_goes_with_every_angle_and_any_number_of_threads(CompositionRule rule)
    {
        foreach (CameraAngle angle in Enum.GetValues<CameraAngle>())
        {
            Scene scene = Samples.Busy(120, 90) with { Angle = angle, CompositionRule = rule };
            using Composition one = Samples.Render(scene);
            using Composition many = Samples.Render(scene, 4);
            Assert.True(one.Image.Data.SequenceEqual(many.Image.Data), $"{angle}");
        }
    }

    private static void AssertMoon(ulong seed, CompositionRule rule, float column, float? row)
    {
        Scene scene = City(rule, seed) with { TimeOfDay = TimeOfDay.Night, Width = 480, Height = 360 };
        using Composition picture = Samples.Render(scene);
        // The moon is the largest bright thing in the upper half: where a square of its size holds most light.
        const int Side = 36;
        const int Rows = 216;
        double[,] sums = new double[Rows + 1, 481];
        for (int y = 0; y < Rows; y++)
        {
            for (int x = 0; x < 480; x++)
            {
                double light = Math.Min(1, Measures.Luma(picture.Image.Pixels(y)[x]));
                sums[y + 1, x + 1] = light + sums[y, x + 1] + sums[y + 1, x] - sums[y, x];
            }
        }

        (double Light, int X, int Y) best = default;
        for (int y = Side; y <= Rows; y++)
        {
            for (int x = Side; x <= 480; x++)
            {
                double light = sums[y, x] - sums[y - Side, x] - sums[y, x - Side] + sums[y - Side, x - Side];
                best = light > best.Light ? (light, x, y) : best;
            }
        }

        float center = (best.X - (Side / 2f)) / 480f;
        Assert.Equal(column, Math.Min(center, 1 - center), row is null ? 0.05f : 0.025f);
        if (row is { } expected)
        {
            Assert.Equal(expected, (best.Y - (Side / 2f)) / 360f, 0.03f);
        }
    }

    private static double Asymmetry(PixelBuffer picture)
    {
        double sum = 0;
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<Vector4> row = picture.Pixels(y);
            for (int x = 0; x < row.Length / 2; x++)
            {
                sum += Math.Abs(Measures.Luma(row[x]) - Measures.Luma(row[row.Length - 1 - x]));
            }
        }

        return sum / picture.Width / picture.Height;
    }

    // The street's point is at one of two places, a little above the ground line.
    private static double Vanishing(PixelBuffer picture)
    {
        float y = (0.65f - 0.085f) * picture.Height;
        return Math.Max(
            Lines.Through(picture, new Vector2(0.36f * picture.Width, y)),
            Lines.Through(picture, new Vector2(0.64f * picture.Width, y))
        );
    }

    private static Scene City(CompositionRule? rule, ulong seed) =>
        new()
        {
            Width = 320,
            Height = 240,
            Seed = seed,
            TimeOfDay = TimeOfDay.GoldenHour,
            CompositionRule = rule,
            Look = new Look { HdrBloom = 0 },
        };
}
