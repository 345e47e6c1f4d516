using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;
using Xunit;

namespace ImageForge.Imaging.Tests.Pixels;

public sealed class SrgbCurveTests
{
    [Fact]
    public void Encoded_values_keep_to_the_stated_error()
    {
        double worst = 0;
        for (int i = 0; i <= 200_000; i++)
        {
            // As many dark values as light ones.
            float x = (float)Math.Pow(i / 200_000.0, 3);
            double expected = x <= 0.0031308 ? x * 12.92 : (1.055 * Math.Pow(x, 1 / 2.4)) - 0.055;
            worst = Math.Max(worst, Math.Abs(One(x, SrgbCurve.ToEncoded) - expected));
        }

        Assert.InRange(worst, 0, SrgbCurve.EncodeError);
        Assert.Equal(1f, One(1f, SrgbCurve.ToEncoded));
        Assert.Equal(0f, One(0f, SrgbCurve.ToEncoded));
    }

    [Fact]
    public void Linear_values_keep_to_the_stated_error()
    {
        double worst = 0;
        for (int i = 1; i <= 200_000; i++)
        {
            float x = i / 200_000f;
            double expected = x <= 0.04045 ? x / 12.92 : Math.Pow((x + 0.055) / 1.055, 2.4);
            worst = Math.Max(worst, Math.Abs((One(x, SrgbCurve.ToLinear) / expected) - 1));
        }

        Assert.InRange(worst, 0, SrgbCurve.DecodeError);
        Assert.Equal(1f, One(1f, SrgbCurve.ToLinear));
        Assert.Equal(0f, One(0f, SrgbCurve.ToLinear));
    }

    [Fact]
    public void Every_8_bit_colour_comes_back_as_it_went()
    {
        byte[] codes = new byte[256 * 4];
        for (int i = 0; i < 256; i++)
        {
            codes[i * 4] = (byte)i;
            codes[(i * 4) + 1] = (byte)(255 - i);
            codes[(i * 4) + 2] = (byte)(i ^ 0x55);
            codes[(i * 4) + 3] = 255;
        }

        float[] linear = new float[codes.Length];
        byte[] back = new byte[codes.Length];
        SrgbCurve.Decode(codes, linear);
        SrgbCurve.Encode(linear, back);
        Assert.Equal(codes, back);
        for (int i = 0; i < 256; i++)
        {
            Assert.Equal(1f, linear[(i * 4) + 3]);
            Assert.Equal(Transfer.ToLinear((byte)i), linear[i * 4], SrgbCurve.DecodeError);
        }
    }

    [Fact]
    public void Every_8_bit_colour_comes_back_under_every_alpha()
    {
        byte[] codes = new byte[256 * 4];
        float[] linear = new float[codes.Length];
        byte[] back = new byte[codes.Length];
        for (int alpha = 1; alpha < 256; alpha++)
        {
            for (int i = 0; i < codes.Length; i++)
            {
                codes[i] = (i & 3) == 3 ? (byte)alpha : (byte)(i >> 2);
            }

            SrgbCurve.Decode(codes, linear);
            SrgbCurve.Encode(linear, back);
            Assert.Equal(codes, back);
        }
    }

    /// <summary>Some processors look codes up, sixteen pixels at a time: what they find is what the kernel computes.</summary>
    [Fact]
    public void Every_8_bit_colour_becomes_the_light_that_the_kernel_makes_of_it()
    {
        byte[] codes = new byte[257 * 4];
        float[] linear = new float[codes.Length];
        float[] expected = new float[codes.Length];
        for (int alpha = 0; alpha < 256; alpha++)
        {
            for (int i = 0; i < 256; i++)
            {
                codes[i * 4] = (byte)i;
                codes[(i * 4) + 1] = (byte)(i + 85);
                codes[(i * 4) + 2] = (byte)(i + 170);
                codes[(i * 4) + 3] = i % 5 == 0 ? byte.MaxValue : (byte)alpha;
            }

            SrgbCurve.Decode(codes, linear);
            LaneLoop.Run<DecodeKernel, ScalarLanes>(new DecodeKernel(codes, expected), 0, 257);
            Assert.Equal(expected, linear);
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(37)]
    [InlineData(21)]
    [InlineData(16)]
    [InlineData(3)]
    public void Opaque_samples_become_the_light_of_the_table(int count)
    {
        Assert.SkipUnless(DecodeBlocks.IsSupported, "This processor does not look 64 bytes up at once.");
        float[] table = [.. Enumerable.Range(0, 256).Select(code => code / 255f)];
        byte[] rgb = [.. Enumerable.Range(0, count * 3).Select(i => (byte)(i * 7))];
        float[] linear = new float[count * 4];
        int done = new DecodeBlocks(table).RunOpaque(rgb, linear);
        // No byte behind the samples is read: the last block may have to be left out.
        Assert.True(done == 0 || ((done - 16) * 3) + 64 <= rgb.Length, $"{done} of {count}");
        Assert.InRange(done, Math.Max(0, count - 37), count);
        Assert.Equal(0, done % 16);
        for (int i = 0; i < count * 4; i++)
        {
            float expected = i % 4 == 3 ? 1f : table[rgb[(i / 4 * 3) + (i % 4)]];
            Assert.Equal(i < done * 4 ? expected : 0f, linear[i]);
        }
    }

    [Fact]
    public void What_is_no_colour_is_clipped()
    {
        float[] linear =
        [
            float.NaN,
            float.PositiveInfinity,
            -1f,
            1f,
            3f,
            0.5f,
            1f,
            2f,
            1f,
            1f,
            1f,
            0f,
            1f,
            1f,
            1f,
            float.NaN,
        ];
        byte[] bytes = new byte[linear.Length];
        SrgbCurve.Encode(linear, bytes);
        Assert.Equal([0, 255, 0, 255], bytes[..4]);
        Assert.Equal([255, 188, 255, 255], bytes[4..8]);
        Assert.Equal(new byte[8], bytes[8..]);
    }

    private static float One(float x, Func<ScalarLanes, ScalarLanes> curve)
    {
        Span<float> result = stackalloc float[4];
        curve(ScalarLanes.All(x)).Store(ref result[0]);
        return result[0];
    }
}
