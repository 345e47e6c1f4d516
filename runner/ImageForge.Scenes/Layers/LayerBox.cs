using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Layers;

/// <summary>The rectangle of a layer on the canvas, which may be turned around its pivot.</summary>
/// <param name="Size">Width and height in pixels.</param>
/// <param name="Position">Where the pivot lies on the canvas.</param>
/// <param name="Anchor">The pivot as shares of the rectangle.</param>
/// <param name="Rotation">Degrees, clockwise.</param>
internal readonly record struct LayerBox(Vector2 Size, Vector2 Position, Vector2 Anchor, float Rotation)
{
    /// <summary>Cosine and sine of the angle: where the upper edge points.</summary>
    public Vector2 Along { get; } = Direction(Rotation);

    private Vector2 Pivot => Anchor * Size;

    /// <summary>The box's own coordinates as coordinates of the canvas.</summary>
    public Matrix3x2 ToCanvas()
    {
        Vector2 origin = Position - Turn(Pivot);
        return new Matrix3x2(Along.X, Along.Y, -Along.Y, Along.X, origin.X, origin.Y);
    }

    /// <summary>Where a point of the canvas lies, in pixels from the box's upper left corner along its edges.</summary>
    public Vector2 ToOwn(Vector2 canvas)
    {
        Vector2 offset = canvas - Position;
        return new Vector2(
            (offset.X * Along.X) + (offset.Y * Along.Y) + Pivot.X,
            (offset.Y * Along.X) - (offset.X * Along.Y) + Pivot.Y
        );
    }

    /// <summary>The pixels that it touches.</summary>
    public PixelArea Area(int width, int height)
    {
        Vector2 a = Turn(-Pivot);
        Vector2 b = Turn(new Vector2(Size.X, 0) - Pivot);
        Vector2 c = Turn(new Vector2(0, Size.Y) - Pivot);
        Vector2 d = Turn(Size - Pivot);
        Vector2 min = Position + Vector2.Min(Vector2.Min(a, b), Vector2.Min(c, d));
        Vector2 max = Position + Vector2.Max(Vector2.Max(a, b), Vector2.Max(c, d));
        // A turned edge's anti-aliasing reaches half a pixel beyond it.
        float edge = Rotation == 0f ? 0f : 1f;
        var low = Vector2.Clamp(min - new Vector2(edge), new Vector2(-1f), new Vector2(width + 1f, height + 1f));
        var high = Vector2.Clamp(max + new Vector2(edge), new Vector2(-1f), new Vector2(width + 1f, height + 1f));
        return PixelArea.Around(low.X, low.Y, high.X, high.Y).Clip(width, height);
    }

    private Vector2 Turn(Vector2 own) =>
        new((own.X * Along.X) - (own.Y * Along.Y), (own.X * Along.Y) + (own.Y * Along.X));

    private static Vector2 Direction(float degrees)
    {
        double radians = degrees * (Math.PI / 180);
        return degrees == 0f
            ? Vector2.UnitX
            : new Vector2((float)StableMath.Sine(radians + (Math.PI / 2)), (float)StableMath.Sine(radians));
    }
}

/// <summary>Where anchors lie.</summary>
internal static class AnchorPoint
{
    /// <summary>As shares of width and height, from the upper left corner.</summary>
    public static Vector2 Of(LayerAnchor anchor) =>
        anchor switch
        {
            LayerAnchor.Center => new(0.5f, 0.5f),
            LayerAnchor.TopLeft => new(0f, 0f),
            LayerAnchor.Top => new(0.5f, 0f),
            LayerAnchor.TopRight => new(1f, 0f),
            LayerAnchor.Left => new(0f, 0.5f),
            LayerAnchor.Right => new(1f, 0.5f),
            LayerAnchor.BottomLeft => new(0f, 1f),
            LayerAnchor.Bottom => new(0.5f, 1f),
            LayerAnchor.BottomRight => new(1f, 1f),
            _ => throw new ArgumentOutOfRangeException(nameof(anchor), anchor, "Unknown anchor."),
        };
}
