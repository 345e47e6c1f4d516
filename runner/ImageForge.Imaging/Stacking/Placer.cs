using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Stacking;

/// <summary>Puts pictures at their places on a canvas.</summary>
internal static class Placer
{
    /// <summary>
    /// The picture at its place. Upright ones are resized with Lanczos to whole pixels and begin at one, so they stay as
    /// sharp as they are; turned ones are resized first where they shrink and then sampled between pixels, their edges
    /// anti-aliased. Takes the picture over. What lies outside of the canvas costs nothing.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not above 0, or a number is not finite.</exception>
    public static ILayerPixels Place(ILayerPixels picture, Placement placement, int width, int height, RowParallel rows)
    {
        Vector2 size = Size(picture) * placement.Scale;
        if (
            !(placement.Scale.X > 0f && placement.Scale.Y > 0f)
            || !float.IsFinite(size.X + size.Y + placement.Rotation)
            || !float.IsFinite(placement.Position.X + placement.Position.Y + placement.Anchor.X + placement.Anchor.Y)
        )
        {
            throw new ArgumentOutOfRangeException(nameof(placement), placement, "This is no place on a canvas.");
        }

        var canvas = new PixelArea(0, 0, width, height);
        return placement.Rotation % 360f == 0f
            ? Upright(picture, placement, size, canvas, rows)
            : Turned(picture, placement, size, canvas, rows);
    }

    private static ILayerPixels Upright(
        ILayerPixels picture,
        Placement placement,
        Vector2 size,
        PixelArea canvas,
        RowParallel rows
    )
    {
        using ILayerPixels source = picture;
        int width = Whole(size.X);
        int height = Whole(size.Y);
        int left = Rounded(placement.Position.X - (placement.Anchor.X * size.X));
        int top = Rounded(placement.Position.Y - (placement.Anchor.Y * size.Y));
        PixelArea window = new PixelArea(left, top, left + width, top + height).Clip(canvas.Right, canvas.Bottom);
        if (window.IsEmpty)
        {
            return new NoPixels();
        }

        var wanted = new PixelArea(window.Left - left, window.Top - top, window.Right - left, window.Bottom - top);
        PixelBuffer resized = Resizer.Resize(source, width, height, wanted, ResizeFilter.Lanczos, rows);
        return new FloatPixels(resized, window.Left, window.Top);
    }

    private static TurnedPixels Turned(
        ILayerPixels picture,
        Placement placement,
        Vector2 size,
        PixelArea canvas,
        RowParallel rows
    )
    {
        using ILayerPixels source = picture;
        // Bicubic looks at two neighbours each way: what shrinks is filtered to its size first.
        Vector2 own = Size(source);
        int width = size.X < own.X ? Whole(size.X) : (int)own.X;
        int height = size.Y < own.Y ? Whole(size.Y) : (int)own.Y;
        PixelBuffer sampled = Resizer.Resize(
            source,
            width,
            height,
            new PixelArea(0, 0, width, height),
            ResizeFilter.Lanczos,
            rows
        );
        double radians = placement.Rotation * (Math.PI / 180);
        var along = new Vector2((float)StableMath.Sine(radians + (Math.PI / 2)), (float)StableMath.Sine(radians));
        return new TurnedPixels(sampled, size, placement.Position, placement.Anchor * size, along, canvas);
    }

    private static Vector2 Size(ILayerPixels picture) =>
        new(picture.Area.Right - picture.Area.Left, picture.Area.Bottom - picture.Area.Top);

    private static int Whole(float length) => (int)Math.Clamp(MathF.Round(length), 1f, 1 << 24);

    private static int Rounded(float at) => (int)Math.Clamp(MathF.Round(at), -(1 << 25), 1 << 25);
}

/// <summary>Where a picture lies on the canvas.</summary>
internal readonly record struct Placement()
{
    /// <summary>Where the anchor comes to lie, in pixels of the canvas from its upper left corner.</summary>
    public Vector2 Position { get; init; }

    /// <summary>The point of the picture that is placed: 0,0 its upper left corner, 1,1 its lower right one.</summary>
    public Vector2 Anchor { get; init; }

    /// <summary>Pixels of the canvas for a pixel of the picture, each above 0.</summary>
    public Vector2 Scale { get; init; } = Vector2.One;

    /// <summary>Degrees that it is turned around the anchor, clockwise.</summary>
    public float Rotation { get; init; }
}
