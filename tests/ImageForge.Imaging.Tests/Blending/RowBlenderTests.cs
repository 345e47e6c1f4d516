using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Blending;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Imaging.Tests.Blending;

public sealed class RowBlenderTests
{
    private const double Step = 1.0 / 255;

    public static TheoryData<BlendMode> Modes => [.. Enum.GetValues<BlendMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Every_pair_of_codes_and_several_alphas_give_what_the_specification_says(BlendMode mode)
    {
        double worst = 0;
        foreach (int ab in (int[])[255, 128, 3, 0])
        {
            foreach (int @as in (int[])[255, 200, 77, 1, 0])
            {
                for (int cb = 0; cb < 256; cb += 3)
                {
                    worst = Math.Max(worst, Worst(mode, cb, ab, @as));
                }
            }
        }

        // Ours is a float that no byte has rounded. Dodge and burn divide by as little as a step, which magnifies.
        double allowed = mode is BlendMode.ColorDodge or BlendMode.ColorBurn ? 0.08 : 0.012;
        Assert.InRange(worst, 0, allowed * Step);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_mask_is_an_opacity_of_its_own_for_each_pixel(BlendMode mode)
    {
        float[] above = Row(37, x => (byte)((x * 41) + 9), x => (byte)((x * 97) + 30));
        float[] coverage = [.. Enumerable.Range(0, 37).Select(x => x / 36f)];
        float[] masked = Row(37, x => (byte)(x * 7), x => (byte)(255 - x));
        float[] start = [.. masked];
        RowBlender.Blend(masked, above, mode, coverage);
        for (int x = 0; x < 37; x++)
        {
            float[] single = start[(x * 4)..((x * 4) + 4)];
            RowBlender.Blend(single, above.AsSpan(x * 4, 4), mode, coverage[x]);
            Assert.Equal(single, masked[(x * 4)..((x * 4) + 4)]);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_empty_layer_changes_nothing(BlendMode mode)
    {
        float[] below = Row(19, x => (byte)(x * 13), x => (byte)(x * 14));
        float[] start = [.. below];
        RowBlender.Blend(below, new float[below.Length], mode, 1f);
        Assert.Equal(start, below);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Light_above_white_stays_light(BlendMode mode)
    {
        Vector4[] below = [new(6f, 3f, 1.5f, 1f)];
        RowBlender.Blend(Floats(below), Floats([new(0.6f, 0.6f, 0.6f, 1f)]), mode, 0.5f);
        Assert.True(float.IsFinite(below[0].X + below[0].Y + below[0].Z));
        // Half of it is still there whatever the mode does with the other half.
        Assert.True(below[0].X >= 3f, $"{below[0]}");
        Assert.True(below[0].Y >= 1.5f, $"{below[0]}");
    }

    [Fact]
    public void White_screens_a_lamp_without_dimming_it()
    {
        Vector4[] below = [new(6f, 3f, 0.5f, 1f)];
        RowBlender.Blend(Floats(below), Floats([Vector4.One]), BlendMode.Screen, 1f);
        Assert.Equal(new Vector4(6f, 3f, 1f, 1f), below[0]);
    }

    [Fact]
    public void Light_that_covers_nothing_is_added()
    {
        Vector4[] below = [new(0.1f, 0.2f, 0.3f, 1f)];
        RowBlender.Blend(Floats(below), Floats([new(2f, 0f, 0f, 0f)]), BlendMode.Normal, 0.5f);
        Assert.Equal(new Vector4(1.1f, 0.2f, 0.3f, 1f), below[0]);
    }

    private static double Worst(BlendMode mode, int cb, int ab, int @as)
    {
        float[] below = Row(256, _ => (byte)cb, _ => (byte)ab);
        float[] above = Row(256, x => (byte)x, _ => (byte)@as);
        RowBlender.Blend(below, above, mode, 1f);
        double worst = 0;
        for (int cs = 0; cs < 256; cs++)
        {
            (double color, double alpha) = BlendReference.Pixel(mode, cb * Step, ab * Step, cs * Step, @as * Step);
            float a = below[(cs * 4) + 3];
            worst = Math.Max(worst, Math.Abs(alpha - a));
            double ours = a <= 0 ? 0 : BlendReference.Encoded(below[cs * 4] / a);
            worst = Math.Max(worst, Math.Abs(color - ours));
        }

        return worst;
    }

    private static float[] Row(int pixels, Func<int, byte> color, Func<int, byte> alpha)
    {
        byte[] rgba = new byte[pixels * 4];
        for (int x = 0; x < pixels; x++)
        {
            rgba.AsSpan(x * 4, 3).Fill(color(x));
            rgba[(x * 4) + 3] = alpha(x);
        }

        float[] row = new float[rgba.Length];
        SrgbCurve.Decode(rgba, row);
        return row;
    }

    private static Span<float> Floats(Vector4[] pixels) => MemoryMarshal.Cast<Vector4, float>(pixels.AsSpan());
}
