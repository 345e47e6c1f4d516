using ImageForge.Planning.Polish.Onnx;
using Xunit;

namespace ImageForge.Planning.Tests.Polish.Onnx;

public class StepCountTests
{
    // diffusers: min(int(num_inference_steps * strength), num_inference_steps)
    [Theory]
    [InlineData(100, 0.29, 28)]
    [InlineData(20, 0.6, 12)]
    [InlineData(50, 0.58, 28)]
    [InlineData(10, 0.7, 7)]
    [InlineData(4, 0.25, 1)]
    [InlineData(4, 0.2499, 0)]
    [InlineData(30, 1, 30)]
    public void Steps_are_cut_as_in_double_precision(int steps, double strength, int count) =>
        Assert.Equal(count, StepCount.Of(steps, strength));

    [Fact]
    public void Remedy_is_the_least_count_that_renders()
    {
        Assert.Contains("use at least 4 steps", StepCount.Problem(1, 0.29)!.Message, StringComparison.Ordinal);
        Assert.Equal(0, StepCount.Of(3, 0.29));
        Assert.Null(StepCount.Problem(4, 0.29));
        Assert.Null(StepCount.Problem(null, 0.01));
    }
}
