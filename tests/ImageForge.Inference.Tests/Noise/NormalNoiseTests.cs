using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ImageForge.Inference.Noise;
using Xunit;

namespace ImageForge.Inference.Tests.Noise;

public sealed class NormalNoiseTests
{
    private const int Many = 1 << 20;

    private const string Digest = "d7c6e31b8e079faa072384c4566b611a359dd57d781315386c06f3e1670e3e45";

    private static readonly NoiseAddress Address = new(12345, 0, 0);

    [Fact]
    public void Moments_are_those_of_unit_normals()
    {
        float[] noise = Fill(Address);
        double mean = noise.Average(x => (double)x);
        double variance = noise.Average(x => (x - mean) * (x - mean));
        double skewness = noise.Average(x => Math.Pow(x - mean, 3)) / Math.Pow(variance, 1.5);
        double kurtosis = noise.Average(x => Math.Pow(x - mean, 4)) / (variance * variance);

        // Five deviations of each estimate: 1/√n, √(2/n), √(6/n), √(24/n).
        double root = Math.Sqrt(Many);
        Assert.InRange(mean, -5 / root, 5 / root);
        Assert.InRange(variance - 1, -5 * Math.Sqrt(2) / root, 5 * Math.Sqrt(2) / root);
        Assert.InRange(skewness, -5 * Math.Sqrt(6) / root, 5 * Math.Sqrt(6) / root);
        Assert.InRange(kurtosis - 3, -5 * Math.Sqrt(24) / root, 5 * Math.Sqrt(24) / root);
    }

    [Fact]
    public void Distribution_is_the_normal_one()
    {
        float[] noise = Fill(Address with { Seed = -7 });
        Array.Sort(noise);
        double worst = 0;
        for (int i = 0; i < noise.Length; i += 64)
        {
            worst = Math.Max(worst, Math.Abs(NormalDistribution(noise[i]) - ((i + 0.5) / noise.Length)));
        }

        // Kolmogorov and Smirnov: beyond 2/√n is one in three thousand.
        Assert.InRange(worst, 0, 2 / Math.Sqrt(Many));
    }

    [Theory]
    [InlineData(12346, 0, 0, 0)]
    [InlineData(12345L + (1L << 32), 0, 0, 0)]
    [InlineData(12345, 1, 0, 0)]
    [InlineData(12345, 0, 1, 0)]
    [InlineData(12345, 0, 0, 1)]
    [InlineData(-12345, 0, 0, 0)]
    public void Streams_have_nothing_to_do_with_each_other(long seed, int stream, int draw, int variant)
    {
        float[] one = Fill(Address);
        float[] other = Fill(new NoiseAddress(seed, stream, draw, variant));
        Assert.InRange(Correlation(one, other), -5 / Math.Sqrt(Many), 5 / Math.Sqrt(Many));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(64)]
    [InlineData(4096)]
    public void Neighbours_have_nothing_to_do_with_each_other(int distance)
    {
        float[] noise = Fill(Address);
        double correlation = Correlation(noise.AsSpan(distance), noise.AsSpan(0, Many - distance));
        Assert.InRange(correlation, -5 / Math.Sqrt(Many), 5 / Math.Sqrt(Many));
    }

    [Fact]
    public void Parts_in_any_order_on_any_thread_are_the_whole()
    {
        float[] whole = Fill(Address);
        float[] parts = new float[Many];
        int[] bounds = [0, 1, 3, 4, 7, 1000, 1001, 65_537, 500_000, 500_002, Many];
        Parallel.For(
            0,
            bounds.Length - 1,
            i =>
            {
                int part = bounds.Length - 2 - i;
                NormalNoise.Fill(Address, parts.AsSpan(bounds[part]..bounds[part + 1]), bounds[part]);
            }
        );
        Assert.Equal(whole, parts);
    }

    [Fact]
    public void Bits_are_those_that_were_written_down()
    {
        // All arithmetic is IEEE 754 in one order: a change of these is a change of every picture.
        float[] noise = Fill(Address);
        Assert.Equal(Digest, Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(noise.AsSpan()))));
    }

    [Fact]
    public void Transform_is_right_at_its_ends()
    {
        (float first, float second) = BoxMuller.Normals(0, 0);
        Assert.Equal(Math.Sqrt(-2 * Math.Log(0.5 / 4294967296.0)), first, 1e-5);
        Assert.InRange(second, 0, 1e-7);
        (first, second) = BoxMuller.Normals(uint.MaxValue, uint.MaxValue);
        Assert.InRange(first, 0, 2e-5);
        Assert.InRange(second, -1e-7, 0);
    }

    [Fact]
    public void Transform_is_that_of_the_library_functions()
    {
        var random = new Random(3);
        for (int i = 0; i < 100_000; i++)
        {
            uint a = (uint)random.NextInt64(1L << 32);
            uint b = (uint)random.NextInt64(1L << 32);
            (float first, float second) = BoxMuller.Normals(a, b);
            double radius = Math.Sqrt(-2 * Math.Log((a + 0.5) / 4294967296.0));
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * (b + 0.5) / 4294967296.0);
            Assert.Equal(radius * cosine, first, 1e-6);
            Assert.Equal(radius * sine, second, 1e-6);
        }
    }

    private static float[] Fill(NoiseAddress address)
    {
        float[] noise = new float[Many];
        NormalNoise.Fill(address, noise);
        return noise;
    }

    private static double Correlation(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        double sum = 0;
        for (int i = 0; i < one.Length; i++)
        {
            sum += (double)one[i] * other[i];
        }

        return sum / one.Length;
    }

    /// <summary>Φ by the series of the error function, as far as the tails need it.</summary>
    private static double NormalDistribution(double x)
    {
        double sum = x;
        double term = x;
        for (int n = 3; n < 200; n += 2)
        {
            term *= x * x / n;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
