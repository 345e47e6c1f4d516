using System.Text.Json;
using ImageForge.Api.GenerationJobs;
using Xunit;

namespace ImageForge.Api.Tests;

public sealed class DecimalConverterTests
{
    [Theory]
    [InlineData("0.8", 0.8)]
    [InlineData("0.80000000000000004", 0.8)]
    [InlineData("0.1234565", 0.123457)]
    [InlineData("-0.1234565", -0.123457)]
    [InlineData("8e-1", 0.8)]
    [InlineData("1", 1)]
    [InlineData("4e-7", 0)]
    public void What_means_the_same_is_read_as_the_same_number(string written, double value) =>
        Assert.Equal(value, Read(written));

    [Theory]
    [InlineData("-0")]
    [InlineData("-0.0000001")]
    public void Zero_has_no_sign(string written) => Assert.False(double.IsNegative(Read(written)));

    /// <summary>What has up to six digits is what it would be without rounding, to the bit.</summary>
    [Fact]
    public void Short_numbers_keep_their_bits()
    {
        var random = new Random(7);
        for (var n = 0; n < 100_000; n++)
        {
            // The widest range that a schema has.
            var text = $"{random.Next(-99999, 100_000)}.{random.Next(1_000_000):D6}";
            var value = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(value, DecimalConverter.Round(value));
        }
    }

    [Fact]
    public void Written_as_it_was_read() =>
        Assert.Contains("\"score\":-0.8", JsonSerializer.Serialize(Job("-0.80"), ApiJson.Of<GenerationJob>()));

    private static double Read(string score) => Job(score).Spec.Compose!.Signals![0].Score;

    private static GenerationJob Job(string score) =>
        JsonSerializer.Deserialize(
            """{"metadata":{"name":"a"},"spec":{"compose":{"signals":[{"category":"weather","tag":"rain","score":N}]}}}""".Replace(
                "N",
                score,
                StringComparison.Ordinal
            ),
            ApiJson.Of<GenerationJob>()
        )!;
}
