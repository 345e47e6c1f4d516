using ImageForge.Inference.Pipelines;
using Xunit;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>Tiles are cut, faded and put together so that nothing is lost or moved.</summary>
public sealed class TilingTests
{
    [Theory]
    [InlineData(8, 16, 8, 8)]
    [InlineData(8, 16, 9, 8)]
    [InlineData(8, 16, 21, 40)]
    [InlineData(16, 64, 50, 17)]
    [InlineData(64, 512, 65, 130)]
    public void A_network_that_only_enlarges_gives_the_whole_picture_enlarged(int tile, int made, int height, int width)
    {
        var input = new PlaneSize(2, height, width);
        var factor = made / tile;
        var output = new PlaneSize(2, height * factor, width * factor);
        var values = Enumerable.Range(0, input.Length).Select(i => MathF.Sin(i)).ToArray();
        var whole = new float[output.Length];

        new Tiling(tile, made).Run(values, input, whole, output, t => Enlarge(t, factor));

        var expected = Enlarge(new Tile(input, values), factor).Values;
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], whole[i], 1e-6f);
        }
    }

    [Fact]
    public void Tiles_that_differ_are_faded_without_a_step()
    {
        var input = new PlaneSize(1, 8, 32);
        var output = new PlaneSize(1, 64, 256);
        var whole = new float[output.Length];
        var n = 0;

        new Tiling(8, 64).Run(
            new float[input.Length],
            input,
            whole,
            output,
            t =>
            {
                var size = new PlaneSize(1, t.Size.Height * 8, t.Size.Width * 8);
                var values = new float[size.Length];
                values.AsSpan().Fill(n++ % 2);
                return new Tile(size, values);
            }
        );

        var steps = Enumerable.Range(1, 255).Select(x => Math.Abs(whole[x] - whole[x - 1]));
        Assert.True(n > 3);
        Assert.InRange(steps.Max(), 0.01f, 1f / 16 + 1e-4f);
    }

    [Theory]
    [InlineData(8, 8, false, 4)]
    [InlineData(6, 6, false, 1)]
    [InlineData(9, 8, true, 4)]
    public void Only_what_is_larger_than_a_tile_is_divided(int height, int width, bool divided, int tiles)
    {
        var tiling = new Tiling(8, 64);
        Assert.Equal(divided, tiling.Divides(new(4, height, width)));
        Assert.Equal(tiles, tiling.Count(new(4, height, width)));
    }

    private static Tile Enlarge(Tile tile, int factor)
    {
        var size = new PlaneSize(tile.Size.Channels, tile.Size.Height * factor, tile.Size.Width * factor);
        var made = new Tile(size, new float[size.Length]);
        for (var c = 0; c < size.Channels; c++)
        {
            for (var y = 0; y < size.Height; y++)
            {
                var from = tile.Row(c, y / factor);
                var to = made.Row(c, y);
                for (var x = 0; x < to.Length; x++)
                {
                    to[x] = from[x / factor];
                }
            }
        }

        return made;
    }
}
