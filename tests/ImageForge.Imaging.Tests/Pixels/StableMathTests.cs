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
}
