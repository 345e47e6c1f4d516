using System.Numerics;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;
using Xunit;

namespace ImageForge.Imaging.Tests.Stacking;

public sealed class PlacerTests
{
    private const int Canvas = 200;
    private static readonly RowParallel Rows = new(1, default);

    [Fact]
    public void In_its_own_size_a_picture_keeps_its_pixels()
    {
        using PixelBuffer source = Pictures.Noise(30, 20, 5);
        using PixelBuffer canvas = Lay(source, new Placement { Position = new(50, 60), Anchor = new(0.5f, 1f) });
        for (int y = 0; y < 20; y++)
        {
            Assert.Equal(source.Row(y), canvas.Row(40 + y).Slice(35 * 4, 30 * 4));
        }

        Assert.Equal(Sum(source), Sum(canvas), 1e-3);
    }

    [Fact]
    public void What_hangs_over_the_edge_is_cut_off()
    {
        using PixelBuffer source = Pictures.Noise(30, 20, 5);
        using PixelBuffer canvas = Lay(source, new Placement { Position = new(-10, 190) });
        Assert.Equal(source.Row(3)[(10 * 4)..], canvas.Row(193)[..(20 * 4)]);
        using PixelBuffer outside = Lay(source, new Placement { Position = new(-31, 10) });
        Assert.Equal(0, Sum(outside));
        using PixelBuffer turned = Lay(source, new Placement { Position = new(-900, 10), Rotation = 30 });
        Assert.Equal(0, Sum(turned));
    }

    [Fact]
    public void A_quarter_turn_moves_every_pixel_to_its_place()
    {
        using PixelBuffer source = Pictures.Noise(30, 20, 5);
        using PixelBuffer canvas = Lay(source, new Placement { Position = new(100, 50), Rotation = 90 });
        for (int y = 0; y < 20; y++)
        {
            for (int x = 0; x < 30; x++)
            {
                Vector4 difference = source.Pixels(y)[x] - canvas.Pixels(50 + x)[99 - y];
                Assert.InRange(difference.Length(), 0f, 1e-4f);
            }
        }
    }

    [Theory]
    [InlineData(17, 1f)]
    [InlineData(45, 2.5f)]
    [InlineData(-120, 0.4f)]
    [InlineData(300, 3.3f)]
    public void Turning_keeps_area_and_centre_and_does_not_ring(float degrees, float scale)
    {
        using PixelBuffer source = PixelBuffer.Allocate(40, 26);
        for (int y = 0; y < 26; y++)
        {
            source.Pixels(y).Fill(new LinearColor(0.5f, 0.25f, 0.75f, 0.8f).Premultiplied);
        }

        var placement = new Placement
        {
            Position = new(100, 90),
            Anchor = new(0.5f, 0.5f),
            Scale = new(scale),
            Rotation = degrees,
        };
        using PixelBuffer canvas = Lay(source, placement);
        double mass = 0;
        Vector2 middle = Vector2.Zero;
        for (int y = 0; y < Canvas; y++)
        {
            ReadOnlySpan<Vector4> row = canvas.Pixels(y);
            for (int x = 0; x < Canvas; x++)
            {
                Assert.InRange(row[x].W, 0f, 0.80001f);
                Assert.Equal(0.5f * row[x].W, row[x].X, 1e-5f);
                mass += row[x].W;
                middle += new Vector2(x + 0.5f, y + 0.5f) * row[x].W;
            }
        }

        Assert.Equal(1, mass / (40 * 26 * 0.8 * scale * scale), 0.02);
        Assert.InRange((middle / (float)mass - placement.Position).Length(), 0f, 0.1f);
    }

    [Fact]
    public void A_small_copy_has_the_light_of_the_large_one()
    {
        using PixelBuffer source = Pictures.Noise(160, 120, 8, opaque: true);
        using PixelBuffer canvas = Lay(
            source,
            new Placement
            {
                Scale = new(0.25f),
                Rotation = 0.01f,
                Position = new(20, 20),
            }
        );
        Assert.Equal(1, Sum(canvas) * 16 / Sum(source), 0.03);
    }

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(-1f, 1f)]
    [InlineData(float.NaN, 1f)]
    [InlineData(1f, float.PositiveInfinity)]
    public void What_is_no_scale_is_refused(float x, float y)
    {
        using var source = new FloatPixels(PixelBuffer.Allocate(4, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Placer.Place(source, new Placement { Scale = new(x, y) }, Canvas, Canvas, Rows)
        );
    }

    private static PixelBuffer Lay(PixelBuffer source, Placement placement)
    {
        PixelBuffer canvas = PixelBuffer.Allocate(Canvas, Canvas);
        ILayerPixels placed = Placer.Place(new FloatPixels(source.Clone()), placement, Canvas, Canvas, Rows);
        Assert.True(placed.Area.IsEmpty || placed.Area == placed.Area.Clip(Canvas, Canvas));
        LayerStack.LayInTurn(canvas, [new StackLayer(placed)], Rows);
        return canvas;
    }

    private static double Sum(PixelBuffer picture)
    {
        double sum = 0;
        foreach (float value in picture.Data)
        {
            sum += value;
        }

        return sum;
    }
}
