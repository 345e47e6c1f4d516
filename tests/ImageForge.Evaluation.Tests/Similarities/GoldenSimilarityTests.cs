using System.Text.Json;
using ImageForge.Evaluation.Similarities;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Evaluation.Tests.Similarities;

/// <summary>Similarity against values recorded from scikit-image.</summary>
public sealed class GoldenSimilarityTests
{
    private const double Agreement = 1e-9;

    [Fact]
    public void Psnr_ssim_and_ms_ssim_equal_the_recorded_values()
    {
        string folder = RecordedData.Path("metrics");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "metrics.json")));
        int compared = 0;
        foreach (JsonElement pair in json.RootElement.GetProperty("pairs").EnumerateArray())
        {
            using PixelBuffer a = Read(folder, pair, "a");
            using PixelBuffer b = Read(folder, pair, "b");
            Assert.Equal(pair.GetProperty("mse").GetDouble(), Similarity.MeanSquaredError(a, b), Agreement);
            Assert.Equal(pair.GetProperty("ssim_rgb").GetDouble(), Similarity.Ssim(a, b), Agreement);
            JsonElement psnr = pair.GetProperty("psnr_db");
            double expected = psnr.ValueKind == JsonValueKind.Null ? double.PositiveInfinity : psnr.GetDouble();
            Assert.Equal(expected, Similarity.Psnr(a, b), Agreement);
            if (pair.TryGetProperty("ms_ssim_rgb", out JsonElement multi))
            {
                Assert.Equal(multi.GetDouble(), Similarity.MultiScaleSsim(a, b), Agreement);
                compared++;
            }
        }

        Assert.True(compared > 0);
    }

    private static PixelBuffer Read(string folder, JsonElement pair, string name) =>
        PngDecoder.Decode(File.ReadAllBytes(Path.Combine(folder, pair.GetProperty(name).GetString()!)));
}
