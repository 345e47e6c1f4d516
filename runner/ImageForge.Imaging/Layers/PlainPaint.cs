using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Layers;

/// <summary>One colour.</summary>
internal sealed class PlainPaint(LinearColor color) : IPaint
{
    private readonly Vector4 _pixel = color.Premultiplied;

    public void Fill(Vector2 from, Vector2 step, Span<Vector4> pixels) => pixels.Fill(_pixel);
}
