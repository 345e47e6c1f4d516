using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Imaging.Tests.Pixels;

public sealed class StableMathTests
{
    [Fact]
    public void Functions_agree_with_the_platforms_to_double_precision()
    {
        for (double x = -20; x <= 20; x += 0.137)
        {
            Assert.Equal(Math.Sin(x), StableMath.Sine(x), 1e-13);
            Assert.Equal(1, StableMath.Exp(x) / Math.Exp(x), 1e-13);
            double positive = Math.Exp(x);
            Assert.Equal(x, StableMath.Log(positive), 1e-12);
            Assert.Equal(1, StableMath.Pow(positive, 0.4167) / Math.Pow(positive, 0.4167), 1e-12);
        }
    }

    [Fact]
    public void Every_8_bit_code_survives_decoding_and_encoding()
    {
        for (int code = 0; code < 256; code++)
        {
            float linear = Transfer.ToLinear((byte)code);
            Assert.Equal(code, Transfer.ToByte(linear));
            Assert.Equal(code / 255f, Transfer.ToEncoded(linear), 0.0005f);
            Assert.Equal(linear, Transfer.ToLinearFast(code / 255f), 0.00001f);
        }

        Assert.Equal(0, Transfer.ToByte(float.NaN));
        Assert.Equal(255, Transfer.ToByte(float.PositiveInfinity));
        Assert.Equal(0, Transfer.ToByte(-1f));
    }
}
