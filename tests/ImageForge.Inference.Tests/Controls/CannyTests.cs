using ImageForge.Inference.Controls;
using Xunit;

namespace ImageForge.Inference.Tests.Controls;

/// <summary>Edges are one pixel wide, where the picture has them, and nowhere else.</summary>
public sealed class CannyTests
{
    private const int Side = 32;

    [Fact]
    public void A_flat_picture_has_none() => Assert.DoesNotContain((byte)255, Canny.Edges(new byte[Side * Side], Side));

    [Fact]
    public void A_step_has_one_line_from_top_to_bottom()
    {
        var edges = Canny.Edges(Picture((x, _) => x < 16 ? 20 : 220), Side);

        for (var y = 0; y < Side; y++)
        {
            Assert.Equal(1, edges.AsSpan(y * Side, Side).Count((byte)255));
        }
    }

    [Fact]
    public void A_weak_step_counts_only_where_it_joins_a_strong_one()
    {
        // Sobel makes 4 times the step of it: 30 is between the thresholds, 90 above both.
        var alone = Canny.Edges(Picture((x, _) => x < 16 ? 20 : 50), Side);
        var joined = Canny.Edges(
            Picture(
                (x, y) =>
                    x < 16 ? 20
                    : y < 8 ? 110
                    : 50
            ),
            Side
        );

        Assert.DoesNotContain((byte)255, alone);
        Assert.True(joined.Count(e => e == 255) >= Side - 2);
    }

    [Fact]
    public void A_disc_has_a_closed_line_around_it()
    {
        var edges = Canny.Edges(Picture((x, y) => (x - 16) * (x - 16) + (y - 16) * (y - 16) < 100 ? 230 : 10), Side);

        for (var y = 8; y < 24; y++)
        {
            Assert.True(edges.AsSpan(y * Side, Side).Count((byte)255) >= 2);
        }

        Assert.Equal(0, edges[16 * Side + 16]);
    }

    private static byte[] Picture(Func<int, int, int> value) =>
        [.. Enumerable.Range(0, Side * Side).Select(i => (byte)value(i % Side, i / Side))];
}
