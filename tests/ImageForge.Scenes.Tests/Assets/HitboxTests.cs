using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Scenes.Tests.Assets;

/// <summary>Boxes are where the pixels are: an asset of a colour that nothing else has is looked for in the picture.</summary>
public sealed class HitboxTests
{
    public static TheoryData<int, int, double, string, CameraAngle> Scenes =>
        new()
        {
            { 320, 240, 0.2, "festivals", CameraAngle.EyeLevel },
            { 320, 240, 0.9, "weather", CameraAngle.EyeLevel },
            { 240, 480, 0.9, "crime", CameraAngle.EyeLevel },
            { 640, 200, 0.6, "festivals", CameraAngle.EyeLevel },
            { 257, 311, 1.0, "transportation", CameraAngle.EyeLevel },
            { 320, 240, 0.8, "festivals", CameraAngle.Low },
            { 320, 240, 0.8, "festivals", CameraAngle.High },
            { 320, 240, 0.8, "festivals", CameraAngle.Dutch },
        };

    [Theory]
    [MemberData(nameof(Scenes))]
    public void The_box_is_where_the_asset_is_drawn(
        int width,
        int height,
        double score,
        string category,
        CameraAngle angle
    )
    {
        using PixelBuffer asset = Key(48, 32);
        using Composition picture = Samples.Render(
            Scene(width, height, angle) with
            {
                Signals = [Signal(category, score, asset), Signal("economics", 0.5, null)],
            }
        );
        (int Left, int Top, int Right, int Bottom) drawn = Assert.NotNull(Found(picture));
        Hitbox box = picture.Hitboxes[0];
        // Turned edges are soft: their outermost pixels are less than half the colour.
        int slack = angle == CameraAngle.EyeLevel ? 1 : 3;
        Assert.InRange(drawn.Left, box.X - slack, box.X + slack);
        Assert.InRange(drawn.Top, box.Y - slack, box.Y + slack);
        Assert.InRange(drawn.Right, box.X + box.Width - slack, box.X + box.Width + slack);
        Assert.InRange(drawn.Bottom, box.Y + box.Height - slack, box.Y + box.Height + slack);
    }

    [Fact]
    public void A_zone_of_the_users_own_holds_its_signals_side_by_side()
    {
        var area = new Area(0.5, 0.2, 0.75, 0.6);
        Signal[] signals =
        [
            Signal("festivals", 0.9, null) with
            {
                Area = area,
                Zone = Zone.City,
            },
            Signal("sports", 0.9, null) with
            {
                Area = area,
                Zone = Zone.City,
            },
            Signal("economics", 0.9, null),
        ];
        using Composition picture = Samples.Render(Scene(400, 300, CameraAngle.EyeLevel) with { Signals = signals });
        Assert.All(
            picture.Hitboxes.Take(2),
            box =>
            {
                Assert.InRange(box.X, 199, 300);
                Assert.InRange(box.X + box.Width, 200, 301);
                Assert.InRange(box.Y, 59, 180);
                Assert.InRange(box.Y + box.Height, 60, 181);
            }
        );
        Assert.True(picture.Hitboxes[0].X < picture.Hitboxes[1].X);
        // Alone in the city, and as wide as before.
        Assert.InRange(picture.Hitboxes[2].X + (picture.Hitboxes[2].Width / 2), 195, 205);
    }

    [Fact]
    public void A_contained_background_is_shown_whole_and_a_stretched_one_everywhere()
    {
        using PixelBuffer image = Key(40, 40);
        Scene scene = Scene(200, 100, CameraAngle.EyeLevel);
        using Composition contained = Samples.Render(
            scene with
            {
                Background = new Background.Image(image, FitMode.Contain),
            }
        );
        Assert.Equal((50, 0, 150, 100), Found(contained));
        using Composition stretched = Samples.Render(
            scene with
            {
                Background = new Background.Image(image, FitMode.Stretch),
            }
        );
        Assert.Equal((0, 0, 200, 100), Found(stretched));
        using Composition covering = Samples.Render(scene with { Background = new Background.Image(image) });
        Assert.Equal((0, 0, 200, 100), Found(covering));
    }

    private static Scene Scene(int width, int height, CameraAngle angle) =>
        new()
        {
            Width = width,
            Height = height,
            Background = new Background.Solid(LinearColor.Parse("#303030")),
            Angle = angle,
            Look = new Look { HdrBloom = 0 },
        };

    private static Signal Signal(string category, double score, PixelBuffer? asset) =>
        new()
        {
            Category = category,
            Tag = "key",
            Score = score,
            Asset = asset,
        };

    private static PixelBuffer Key(int width, int height)
    {
        PixelBuffer image = PixelBuffer.Allocate(width, height);
        for (int y = 0; y < height; y++)
        {
            image.Pixels(y).Fill(new Vector4(0f, 1f, 0f, 1f));
        }

        return image;
    }

    private static (int Left, int Top, int Right, int Bottom)? Found(Composition picture)
    {
        (int x, int y)[] green =
        [
            .. from y in Enumerable.Range(0, picture.Image.Height)
            from x in Enumerable.Range(0, picture.Image.Width)
            let p = picture.Image.Pixels(y)[x]
            where p.Y > 0.3f && p.X < p.Y * 0.35f && p.Z < p.Y * 0.35f
            select (x, y),
        ];
        return green.Length == 0
            ? null
            : (green.Min(p => p.x), green.Min(p => p.y), green.Max(p => p.x) + 1, green.Max(p => p.y) + 1);
    }
}
