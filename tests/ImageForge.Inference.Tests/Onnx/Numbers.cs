using ImageForge.Inference.Onnx;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

/// <summary>Numbers that tests put into models, and compare.</summary>
internal static class Numbers
{
    /// <summary>About normally distributed numbers, the same for the same seed.</summary>
    public static Tensor Tensor(OnnxRuntime runtime, int seed, params long[] shape)
    {
        var random = new Random(seed);
        Inference.Onnx.Tensor tensor = Inference.Onnx.Tensor.Create(runtime, ElementType.Float32, shape);
        foreach (ref float number in tensor.Data<float>())
        {
            // Four uniform numbers in -1..1 have variance 4/3.
            double sum = random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble();
            number = (float)((2 * sum - 4) / Math.Sqrt(4.0 / 3));
        }

        return tensor;
    }

    /// <summary>The largest difference; infinite where a number is none.</summary>
    public static float Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Assert.Equal(a.Length, b.Length);
        float largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            float difference = Math.Abs(a[i] - b[i]);
            largest = float.IsNaN(difference) ? float.PositiveInfinity : Math.Max(largest, difference);
        }

        return largest;
    }
}
