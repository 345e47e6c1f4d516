using System.Numerics;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Comparing;
using Xunit;

namespace ImageForge.Scenes.Tests.Comparing;

public sealed class DifferenceMapTests
{
    [Fact]
    public void Equal_pictures_give_an_even_dark_map_and_nothing_visible()
    {
        using PixelBuffer a = Pictures.Noise(40, 30, 1, opaque: true);
        using PixelBuffer map = DifferenceMap.Render(a, a);
        Assert.Equal(0, DifferenceMap.VisibleShare(a, a));
        Vector4 first = map.Pixels(0)[0];
        Assert.True(first.X < 0.01f && first.Y < 0.01f);
        Assert.All(Enumerable.Range(0, 30), y => Assert.False(map.Pixels(y).ContainsAnyExcept(first)));
    }

    [Fact]
    public void More_difference_is_brighter_and_only_where_it_is()
    {
        using PixelBuffer a = Grey(8, 0.4f);
        using PixelBuffer b = Grey(8, 0.4f);
        b.Pixels(2)[3] = new Vector4(0.43f, 0.43f, 0.43f, 1f);
        b.Pixels(5)[6] = new Vector4(1f, 0f, 0f, 1f);
        using PixelBuffer map = DifferenceMap.Render(a, b);
        float none = Sum(map.Pixels(0)[0]);
        Assert.True(Sum(map.Pixels(2)[3]) > none);
        Assert.True(Sum(map.Pixels(5)[6]) > Sum(map.Pixels(2)[3]));
        Assert.Equal(1 / 64.0, DifferenceMap.VisibleShare(a, b), 1 / 64.0);
    }

    [Fact]
    public void Another_size_is_fitted_within_the_first_and_both_are_cut_to_what_they_share()
    {
        using PixelBuffer wide = Grey(200, 0.2f, 100);
        using PixelBuffer square = Grey(400, 0.2f, 400);
        using FittedPair pair = FittedPair.Of(wide, square);
        Assert.Equal((100, 100), (pair.Right.Width, pair.Right.Height));
        Assert.Equal((100, 100), (pair.Left.Width, pair.Left.Height));
        Assert.Equal(0, DifferenceMap.VisibleShare(pair.Left, pair.Right));
    }

    [Fact]
    public void Different_sizes_are_refused_by_the_map()
    {
        using PixelBuffer a = Grey(4, 0.2f);
        using PixelBuffer b = Grey(5, 0.2f);
        Assert.Throws<ArgumentException>(() => DifferenceMap.Render(a, b));
    }

    [Fact]
    public void A_sheet_has_a_row_for_each_pair_and_a_legend()
    {
        using PixelBuffer a = Grey(96, 0.2f);
        using PixelBuffer b = Grey(96, 0.5f);
        var pair = new ComparedPair(a, "one", b, "other");
        using PixelBuffer one = ComparisonSheet.Render("title", [(pair, "scores")], 96);
        using PixelBuffer two = ComparisonSheet.Render("title", [(pair, "scores"), (pair, "scores")], 96);
        Assert.Equal(one.Width, two.Width);
        Assert.True(two.Height > one.Height + 96);
    }

    private static float Sum(Vector4 pixel) => pixel.X + pixel.Y + pixel.Z;

    private static PixelBuffer Grey(int width, float value, int? height = null)
    {
        PixelBuffer buffer = PixelBuffer.Allocate(width, height ?? width);
        for (int y = 0; y < buffer.Height; y++)
        {
            buffer.Pixels(y).Fill(new Vector4(value, value, value, 1f));
        }

        return buffer;
    }
}
