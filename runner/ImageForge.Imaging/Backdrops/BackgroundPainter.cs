using System.Numerics;
using ImageForge.Imaging.Assets;
using ImageForge.Imaging.Backdrops.BirdsEye;
using ImageForge.Imaging.Layers;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Backdrops;

/// <summary>Paints whichever background the scene asks for.</summary>
internal static class BackgroundPainter
{
    public static void Paint(StageSet set)
    {
        switch (set.Scene.Background)
        {
            case Background.Skyline:
                set.Stage.Mirrored = set.Arrangement.Mirrored;
                City(set);
                set.Stage.Mirrored = false;
                break;
            case Background.Solid solid:
                Gradient(set, solid.Color, solid.Color);
                break;
            case Background.Gradient gradient:
                Gradient(set, gradient.Top, gradient.Bottom);
                break;
            case Background.Blend blend:
                Fill(set.Stage.Picture, blend.Colors);
                break;
            case Background.Image image:
                Fit(set.Stage.Picture, image, set.Stage.Rows);
                Haze(set);
                break;
            default:
                throw new ArgumentException($"Unknown background {set.Scene.Background}.", nameof(set));
        }
    }

    /// <summary>What belongs between the city and the street.</summary>
    public static void PaintPavement(StageSet set)
    {
        if (set.Scene.Background is Background.Skyline && set.Upright)
        {
            set.Stage.Mirrored = set.Arrangement.Mirrored;
            if (!set.Arrangement.Boulevard)
            {
                StreetPainter.PaintPavement(set);
            }
            else if (set.Manner.Props)
            {
                new BoulevardPainter(set).PaintPavement();
            }

            set.Stage.Mirrored = false;
            if (
                !set.Arrangement.Boulevard
                && !set.Arrangement.Mirrored
                && !set.Scene.Signals.Any(s => SignalLayout.ZoneOf(s) == Zone.Street)
            )
            {
                TrafficPainter.Paint(set);
            }
        }
    }

    public static void PaintForeground(StageSet set)
    {
        // A camera that is somebody's, and a frame that was asked for, are there before any picture.
        set.Stage.Mirrored = set.Arrangement.Mirrored;
        if (set.Scene.Look.Angle == CameraAngle.OverShoulder)
        {
            set.Stage.Mirrored = false;
            ShoulderPainter.Paint(set);
        }
        else if (set.Scene.Look.Angle == CameraAngle.Pov)
        {
            OwnEyesPainter.Paint(set);
        }
        else if (set.Arrangement.Framed)
        {
            FramePainter.Paint(set);
        }
        else if (set.Scene.Background is Background.Skyline && set.Manner.Foreground && set.Upright)
        {
            if (set.Scene.Look.Angle == CameraAngle.High)
            {
                RooftopPainter.Paint(set);
            }
            else
            {
                ForegroundPainter.Paint(set);
            }
        }

        set.Stage.Mirrored = false;
    }

    private static void City(StageSet set)
    {
        switch (set.Scene.Look.Angle)
        {
            case CameraAngle.BirdsEye:
                PlanPainter.Paint(set);
                break;
            case CameraAngle.WormsEye:
                new CanyonPainter(set).Paint();
                break;
            default:
                SkyPainter.Paint(set);
                SkylinePainter.Paint(set);
                if (set.Arrangement.Boulevard)
                {
                    new BoulevardPainter(set).Paint();
                }
                else
                {
                    StreetFrontPainter.Paint(set);
                    StreetPainter.Paint(set);
                }

                break;
        }
    }

    // A picture has no planes: all above the horizon is far, and the ground comes nearer from row to row.
    private static void Haze(StageSet set)
    {
        Air air = set.Stage.Air;
        if (air.Density <= 0f)
        {
            return;
        }

        var ground = new PlaneDepth(0.9f, 0.1f, set.Ground * 0.8f, set.Height);
        var color = new Vector4(air.Color.R, air.Color.G, air.Color.B, 1f);
        for (int y = 0; y < set.Stage.Height; y++)
        {
            float hidden = air.Share(ground.At(y + 0.5f));
            foreach (ref Vector4 pixel in set.Stage.Picture.Pixels(y))
            {
                pixel = (pixel * (1f - hidden)) + (color * hidden);
            }
        }
    }

    private static void Gradient(StageSet set, LinearColor top, LinearColor bottom)
    {
        for (int y = 0; y < set.Stage.Height; y++)
        {
            LinearColor color = top.Mix(bottom, (y + 0.5f) / set.Stage.Height).WithAlpha(1f);
            set.Stage.Picture.Pixels(y).Fill(color.Premultiplied);
        }
    }

    private static void Fill(PixelBuffer picture, Scenes.Gradient gradient)
    {
        var paint = new GradientPaint(gradient, new Vector2(picture.Width, picture.Height));
        for (int y = 0; y < picture.Height; y++)
        {
            Span<Vector4> row = picture.Pixels(y);
            paint.Fill(new Vector2(0.5f, y + 0.5f), Vector2.UnitX, row);
            Close(row);
        }
    }

    private static void Fit(PixelBuffer picture, Background.Image background, RowParallel rows)
    {
        PixelBuffer image = background.Pixels;
        double across = (double)picture.Width / image.Width;
        double down = (double)picture.Height / image.Height;
        (int width, int height) = background.Fit switch
        {
            FitMode.Stretch => (picture.Width, picture.Height),
            FitMode.Contain => Scaled(image, Math.Min(across, down)),
            _ => Scaled(image, Math.Max(across, down)),
        };
        using PixelBuffer resized = Resizer.Resize(image, width, height, ResizeFilter.Lanczos, rows);
        // What protrudes is cut off at both ends, and what is left is left at both.
        int from = Math.Max(0, (width - picture.Width) / 2);
        int to = Math.Max(0, (picture.Width - width) / 2);
        int columns = Math.Min(width, picture.Width);
        int above = (picture.Height - height) / 2;
        for (int y = 0; y < picture.Height; y++)
        {
            Span<Vector4> target = picture.Pixels(y);
            target.Clear();
            if (y >= above && y - above < height)
            {
                resized.Pixels(y - above).Slice(from, columns).CopyTo(target[to..]);
            }

            Close(target);
        }
    }

    private static (int Width, int Height) Scaled(PixelBuffer image, double scale) =>
        (Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));

    // What is transparent shows black: the canvas is opaque.
    private static void Close(Span<Vector4> row)
    {
        foreach (ref Vector4 pixel in row)
        {
            pixel.W = 1f;
        }
    }
}
