using ImageForge.Inference.Networks;
using Xunit;

namespace ImageForge.Inference.Tests.Networks;

/// <summary>Tiles cover a picture, stay within it, overlap, and add up to one everywhere.</summary>
public sealed class TileGridTests
{
    [Fact]
    public void Any_length_is_covered_evenly()
    {
        foreach (var tile in new[] { 4, 7, 32, 720 })
        {
            foreach (var length in Enumerable.Range(tile, 40).Concat([3 * tile, 10 * tile + 1]))
            {
                Check(length, tile, scale: length % 3 + 1);
            }
        }
    }

    private static void Check(int length, int tile, int scale)
    {
        var grid = new TileGrid(length, tile);
        var weights = grid.Weights(scale);
        var sums = new double[length * scale];
        for (var i = 0; i < weights.Length; i++)
        {
            Assert.InRange(grid.Starts[i], 0, length - tile);
            if (i > 0)
            {
                Assert.True(grid.Starts[i - 1] + tile - grid.Starts[i] >= tile / 4);
            }

            for (var at = 0; at < weights[i].Length; at++)
            {
                Assert.InRange(weights[i][at], 0, 1.000001f);
                sums[grid.Starts[i] * scale + at] += weights[i][at];
            }
        }

        Assert.All(sums, s => Assert.Equal(1, s, 1e-5));
    }
}
