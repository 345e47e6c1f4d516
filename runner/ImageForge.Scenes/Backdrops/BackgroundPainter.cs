using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Assets;
using ImageForge.Scenes.Backdrops.BirdsEye;
using ImageForge.Scenes.Layers;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>Paints whichever background the scene asks for.</summary>
internal static class BackgroundPainter
{
    public static void Paint(DrawingContext context)
    {
        switch (context.Scene.Background)
        {
            case Background.Skyline:
                context.Canvas.Mirrored = context.Arrangement.Mirrored;
                City(context);
                context.Canvas.Mirrored = false;
                break;
            case Background.Solid solid:
                Gradient(context, solid.Color, solid.Color);
                break;
            case Background.Gradient gradient:
                Gradient(context, gradient.Top, gradient.Bottom);
                break;
            case Background.Blend blend:
                Fill(context.Canvas.Picture, blend.Colors);
                break;
            case Background.Image image:
                Fit(context.Canvas.Picture, image, context.Canvas.Rows);
                Haze(context);
                break;
            default:
                throw new ArgumentException($"Unknown background {context.Scene.Background}.", nameof(context));
        }
    }

    /// <summary>What belongs between the city and the street.</summary>
    public static void PaintPavement(DrawingContext context)
    {
        if (context.Scene.Background is Background.Skyline && context.Upright)
        {
            context.Canvas.Mirrored = context.Arrangement.Mirrored;
            if (!context.Arrangement.Boulevard)
            {
                StreetPainter.PaintPavement(context);
            }
            else if (context.ThemeStyle.Props)
            {
                new BoulevardPainter(context).PaintPavement();
            }

            context.Canvas.Mirrored = false;
            if (
                !context.Arrangement.Boulevard
                && !context.Arrangement.Mirrored
                && !context.Scene.Signals.Any(s => SignalLayout.ZoneOf(s) == Zone.Street)
            )
            {
                TrafficPainter.Paint(context);
            }
        }
    }

    public static void PaintForeground(DrawingContext context)
    {
        // A camera that is somebody's, and a frame that was asked for, are there before any picture.
        context.Canvas.Mirrored = context.Arrangement.Mirrored;
        if (context.Scene.Angle == CameraAngle.OverShoulder)
        {
            context.Canvas.Mirrored = false;
            ShoulderPainter.Paint(context);
        }
        else if (context.Scene.Angle == CameraAngle.Pov)
        {
            OwnEyesPainter.Paint(context);
        }
        else if (context.Arrangement.Framed)
        {
            FramePainter.Paint(context);
        }
        else if (context.Scene.Background is Background.Skyline && context.ThemeStyle.Foreground && context.Upright)
        {
            if (context.Scene.Angle == CameraAngle.High)
            {
                RooftopPainter.Paint(context);
            }
            else
            {
                ForegroundPainter.Paint(context);
            }
        }

        context.Canvas.Mirrored = false;
    }

    private static void City(DrawingContext context)
    {
        switch (context.Scene.Angle)
        {
            case CameraAngle.BirdsEye:
                PlanPainter.Paint(context);
                break;
            case CameraAngle.WormsEye:
                new CanyonPainter(context).Paint();
                break;
            default:
                SkyPainter.Paint(context);
                SkylinePainter.Paint(context);
                if (context.Arrangement.Boulevard)
                {
                    new BoulevardPainter(context).Paint();
                }
                else
                {
                    StreetFrontPainter.Paint(context);
                    StreetPainter.Paint(context);
                }

                break;
        }
    }

    // A picture has no planes: all above the horizon is far, and the ground comes nearer from row to row.
    private static void Haze(DrawingContext context)
    {
        Air air = context.Canvas.Air;
        if (air.Density <= 0f)
        {
            return;
        }

        var ground = new PlaneDepth(0.9f, 0.1f, context.Ground * 0.8f, context.Height);
        var color = new Vector4(air.Color.R, air.Color.G, air.Color.B, 1f);
        for (int y = 0; y < context.Canvas.Height; y++)
        {
            float hidden = air.Share(ground.At(y + 0.5f));
            foreach (ref Vector4 pixel in context.Canvas.Picture.Pixels(y))
            {
                pixel = (pixel * (1f - hidden)) + (color * hidden);
            }
        }
    }

    private static void Gradient(DrawingContext context, LinearColor top, LinearColor bottom)
    {
        for (int y = 0; y < context.Canvas.Height; y++)
        {
            LinearColor color = top.Mix(bottom, (y + 0.5f) / context.Canvas.Height).WithAlpha(1f);
            context.Canvas.Picture.Pixels(y).Fill(color.Premultiplied);
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
