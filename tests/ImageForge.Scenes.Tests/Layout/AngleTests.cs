using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Layout;
using ImageForge.Scenes.Tests.Looks;
using Xunit;

namespace ImageForge.Scenes.Tests.Layout;

/// <summary>Each angle shows the scene from where its name says, and hitboxes stay on what is seen.</summary>
public sealed class AngleTests
{
    public static TheoryData<CameraAngle> All => [.. Enum.GetValues<CameraAngle>()];

    [Fact]
    public void Horizon_sinks_when_looking_up_and_rises_when_looking_down()
    {
        int high = HorizonRow(CameraAngle.High);
        int level = HorizonRow(CameraAngle.EyeLevel);
        int low = HorizonRow(CameraAngle.Low);
        Assert.True(high < level - 18 && level < low - 18, $"{high} {level} {low}");
        Assert.InRange(level, 113, 121);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Dutch_lines_are_rolled_by_eight_to_fourteen_degrees(ulong seed)
    {
        using Composition level = Samples.Render(City(CameraAngle.EyeLevel, seed));
        using Composition dutch = Samples.Render(City(CameraAngle.Dutch, seed));
        Assert.InRange(Math.Abs(Lines.Tilt(level.Image)), 0, 1.6);
        Assert.InRange(Math.Abs(Lines.Tilt(dutch.Image)), 7, 15);
    }

    [Theory]
    [InlineData(CameraAngle.Dutch, 320, 240)]
    [InlineData(CameraAngle.Dutch, 900, 300)]
    [InlineData(CameraAngle.Dutch, 300, 900)]
    [InlineData(CameraAngle.Low, 320, 240)]
    [InlineData(CameraAngle.High, 320, 240)]
    public void No_corner_of_the_picture_lies_outside_the_canvas(CameraAngle angle, int width, int height)
    {
        var scene = City(angle) with { Width = width, Height = height };
        View view = View.Of(scene, new Dice(5));
        foreach (Vector2 corner in (Vector2[])[new(0, 0), new(width, 0), new(width, height), new(0, height)])
        {
            Vector2 at = view.OnCanvas(corner);
            Assert.InRange(at.X, -1, view.Drawn.Width + 1);
            Assert.InRange(at.Y, -1, view.Drawn.Height + 1);
        }
    }

    [Fact]
    public void Looking_straight_up_lines_meet_in_the_sky()
    {
        var zenith = new Vector2(160, 0.42f * 240);
        using Composition up = Samples.Render(City(CameraAngle.WormsEye));
        using Composition level = Samples.Render(City(CameraAngle.EyeLevel));
        Assert.True(
            Lines.Through(up.Image, zenith) > 3 * Lines.Through(level.Image, zenith),
            $"{Lines.Through(up.Image, zenith)} {Lines.Through(level.Image, zenith)}"
        );
    }

    [Fact]
    public void Looking_straight_down_there_is_no_sky()
    {
        using Composition down = Samples.Render(City(CameraAngle.BirdsEye));
        using Composition level = Samples.Render(City(CameraAngle.EyeLevel));
        double below = Measures.Roughness(down.Image, 0, 0.2, 0.3, 0.7);
        double sky = Measures.Roughness(level.Image, 0, 0.2, 0.3, 0.7);
        Assert.True(below > 2.5 * sky, $"{below} {sky}");
        Vector4 top = Measures.Mean(down.Image, 0, 0, 1, 0.3);
        Vector4 bottom = Measures.Mean(down.Image, 0, 0.7, 1, 1);
        Assert.InRange(Measures.Luma(top) / Measures.Luma(bottom), 0.5, 2);
    }

    [Theory]
    [InlineData(CameraAngle.OverShoulder)]
    [InlineData(CameraAngle.Pov)]
    public void Somebody_in_front_hides_an_edge_and_leaves_the_middle(CameraAngle angle)
    {
        using Composition seen = Samples.Render(City(angle));
        using Composition level = Samples.Render(City(CameraAngle.EyeLevel));
        Assert.True(Changed(seen.Image, level.Image, 0, 0.75, 1, 1) > 0.12);
        Assert.True(Changed(seen.Image, level.Image, 0.45, 0.2, 0.75, 0.6) < 0.02);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Hitbox_is_where_the_asset_is_seen(CameraAngle angle)
    {
        using PixelBuffer mark = PixelBuffer.Allocate(40, 30);
        for (int y = 0; y < mark.Height; y++)
        {
            mark.Pixels(y).Fill(new Vector4(0f, 1f, 0f, 1f));
        }

        foreach (Zone zone in Enum.GetValues<Zone>())
        {
            Scene scene = City(angle) with
            {
                Signals =
                [
                    new Signal
                    {
                        Category = "a",
                        Score = 0.5,
                        Zone = zone,
                    },
                    new Signal
                    {
                        Category = "b",
                        Score = 0.5,
                        Zone = zone,
                        Asset = mark,
                    },
                ],
            };
            using Composition picture = Samples.Render(scene);
            Hitbox box = picture.Hitboxes[1];
            (int left, int top, int right, int bottom) = Bounds(
                picture.Image,
                p => p.Y > 0.2f && p.X < 0.25f * p.Y && p.Z < 0.25f * p.Y
            );
            string found = $"{zone}: {box} but seen {left} {top} {right} {bottom}";
            Assert.True(left >= box.X - 2 && right <= box.X + box.Width + 2, found);
            Assert.True(top >= box.Y - 2 && bottom <= box.Y + box.Height + 2, found);
            Assert.True(right - left > 0.75 * box.Width && bottom - top > 0.5 * box.Height, found);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Same_bytes_on_one_thread_and_on_many(CameraAngle angle)
    {
        Scene scene = Samples.Busy() with { Angle = angle };
        using Composition one = Samples.Render(scene);
        using Composition many = Samples.Render(scene, 4);
        Assert.True(one.Image.Data.SequenceEqual(many.Image.Data));
        Assert.Equal((scene.Width, scene.Height), (one.Image.Width, one.Image.Height));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Any_aspect_ratio_renders_with_hitboxes_inside(CameraAngle angle)
    {
        foreach ((int width, int height) in ((int, int)[])[(300, 100), (100, 300), (17, 16)])
        {
            using Composition picture = Samples.Render(Samples.Busy(width, height) with { Angle = angle });
            Assert.All(
                picture.Hitboxes,
                box =>
                    Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Width <= width && box.Y + box.Height <= height)
            );
        }
    }

    private static Scene City(CameraAngle angle, ulong seed = 5) =>
        new()
        {
            Width = 320,
            Height = 240,
            Seed = seed,
            TimeOfDay = TimeOfDay.GoldenHour,
            Angle = angle,
            Look = new Look { HdrBloom = 0 },
        };

    // With few planes the edge between towers and street is the strongest level line of all.
    private static int HorizonRow(CameraAngle angle)
    {
        Scene scene = City(angle) with
        {
            Height = 180,
            Width = 240,
            Style = new Style { Theme = Theme.Minimalist },
        };
        using Composition picture = Samples.Render(scene);
        double[] rows =
        [
            .. Enumerable
                .Range(0, 180)
                .Select(y => Measures.Luma(Measures.Mean(picture.Image, 0.3, y / 180.0, 0.7, (y + 1.01) / 180.0))),
        ];
        return Enumerable.Range(40, 135).MaxBy(y => Math.Abs(rows[y + 1] - rows[y - 1]));
    }

    private static double Changed(PixelBuffer a, PixelBuffer b, double left, double top, double right, double bottom)
    {
        int changed = 0;
        int all = 0;
        for (int y = (int)(top * a.Height); y < (int)(bottom * a.Height); y++)
        {
            for (int x = (int)(left * a.Width); x < (int)(right * a.Width); x++)
            {
                all++;
                changed += (a.Pixels(y)[x] - b.Pixels(y)[x]).Length() > 0.03f ? 1 : 0;
            }
        }

        return changed / (double)all;
    }

    private static (int Left, int Top, int Right, int Bottom) Bounds(PixelBuffer picture, Func<Vector4, bool> match)
    {
        int left = int.MaxValue;
        int top = int.MaxValue;
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                if (match(picture.Pixels(y)[x]))
                {
                    left = Math.Min(left, x);
                    top = Math.Min(top, y);
                    right = Math.Max(right, x + 1);
                    bottom = Math.Max(bottom, y + 1);
                }
            }
        }

        return (left, top, right, bottom);
    }
}
