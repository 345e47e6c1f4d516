using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Stacking;

/// <summary>
/// A picture that is turned: sampled bicubically (Catmull-Rom) between its pixels, and cut off at its edges by how much
/// of each pixel they leave, so that edges are as sharp at every scale. Owns the picture.
/// </summary>
internal sealed class TurnedPixels : ILayerPixels
{
    private readonly PixelBuffer _picture;
    private readonly Vector2 _size;
    private readonly Vector2 _position;
    private readonly Vector2 _pivot;
    private readonly Vector2 _along;
    private readonly Vector2 _toSource;

    /// <param name="picture">What is shown.</param>
    /// <param name="size">Its size on the canvas.</param>
    /// <param name="position">Where the pivot lies on the canvas.</param>
    /// <param name="pivot">What it turns around, from its upper left corner, in pixels of the canvas.</param>
    /// <param name="along">Cosine and sine of the angle: where its upper edge points.</param>
    /// <param name="canvas">What may be asked for.</param>
    public TurnedPixels(
        PixelBuffer picture,
        Vector2 size,
        Vector2 position,
        Vector2 pivot,
        Vector2 along,
        PixelArea canvas
    )
    {
        _picture = picture;
        _size = size;
        _position = position;
        _pivot = pivot;
        _along = along;
        _toSource = new Vector2(picture.Width, picture.Height) / size;
        Area = Bounds().Clip(canvas.Right, canvas.Bottom);
    }

    public PixelArea Area { get; }

    public long Bytes => (long)_picture.Width * _picture.Height * PixelBuffer.Channels * sizeof(float);

    public ReadOnlySpan<float> Run(int left, int y, Span<float> scratch)
    {
        Span<Vector4> pixels = MemoryMarshal.Cast<float, Vector4>(scratch);
        for (int x = 0; x < pixels.Length; x++)
        {
            Vector2 offset = new Vector2(left + x + 0.5f, y + 0.5f) - _position;
            var at = new Vector2(
                (offset.X * _along.X) + (offset.Y * _along.Y) + _pivot.X,
                (offset.Y * _along.X) - (offset.X * _along.Y) + _pivot.Y
            );
            float cover = Cover(at.X, _size.X) * Cover(at.Y, _size.Y);
            pixels[x] = cover > 0f ? Sample(at * _toSource) * cover : Vector4.Zero;
        }

        return scratch;
    }

    public void Dispose() => _picture.Dispose();

    private static float Cover(float at, float size) =>
        Math.Clamp(at + 0.5f, 0f, 1f) * Math.Clamp(size - at + 0.5f, 0f, 1f);

    private Vector4 Sample(Vector2 at)
    {
        float u = MathF.Floor(at.X - 0.5f);
        float v = MathF.Floor(at.Y - 0.5f);
        Vector4 across = Weights(at.X - 0.5f - u);
        Vector4 down = Weights(at.Y - 0.5f - v);
        Vector4 sum =
            (Row((int)u, (int)v - 1, across) * down.X)
            + (Row((int)u, (int)v, across) * down.Y)
            + (Row((int)u, (int)v + 1, across) * down.Z)
            + (Row((int)u, (int)v + 2, across) * down.W);
        sum = Vector4.Max(sum, Vector4.Zero);
        sum.W = MathF.Min(sum.W, 1f);
        return sum;
    }

    private Vector4 Row(int x, int y, Vector4 weights)
    {
        ReadOnlySpan<Vector4> row = _picture.Pixels(Math.Clamp(y, 0, _picture.Height - 1));
        int last = row.Length - 1;
        return (row[Math.Clamp(x - 1, 0, last)] * weights.X)
            + (row[Math.Clamp(x, 0, last)] * weights.Y)
            + (row[Math.Clamp(x + 1, 0, last)] * weights.Z)
            + (row[Math.Clamp(x + 2, 0, last)] * weights.W);
    }

    private static Vector4 Weights(float t)
    {
        float square = t * t;
        float cube = square * t;
        return new Vector4(
            (square - (0.5f * (cube + t))),
            (1.5f * cube) - (2.5f * square) + 1f,
            (2f * square) - (1.5f * cube) + (0.5f * t),
            0.5f * (cube - square)
        );
    }

    private PixelArea Bounds()
    {
        var min = new Vector2(float.MaxValue);
        var max = new Vector2(float.MinValue);
        foreach (Vector2 corner in (ReadOnlySpan<Vector2>)[Vector2.Zero, new(_size.X, 0), new(0, _size.Y), _size])
        {
            Vector2 from = corner - _pivot;
            Vector2 at =
                _position
                + new Vector2((from.X * _along.X) - (from.Y * _along.Y), (from.X * _along.Y) + (from.Y * _along.X));
            min = Vector2.Min(min, at);
            max = Vector2.Max(max, at);
        }

        // Half a pixel of the anti-aliased edge, and what rounding takes.
        return PixelArea.Around(min.X - 1f, min.Y - 1f, max.X + 1f, max.Y + 1f);
    }
}
