using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Paper;

/// <summary>What a shape is filled with: one colour, or two along a line. Premultiplied; light may exceed 1.</summary>
internal readonly struct Ink
{
    private readonly Vector4 _from;
    private readonly Vector4 _step;
    private readonly Vector2 _origin;
    private readonly Vector2 _axis;

    private Ink(Vector4 from, Vector4 step, Vector2 origin, Vector2 axis)
    {
        _from = from;
        _step = step;
        _origin = origin;
        _axis = axis;
    }

    /// <summary>Whether a row has one colour: no blend, or one from top to bottom.</summary>
    public bool EvenAlongRows => _axis.X == 0f;

    public static implicit operator Ink(LinearColor color) => new(color.Premultiplied, default, default, default);

    /// <summary>A blend from one colour to the other along the line between two points, in pixels.</summary>
    public static Ink Gradient(LinearColor from, LinearColor to, Vector2 start, Vector2 end)
    {
        Vector2 along = end - start;
        float square = Math.Max(along.LengthSquared(), 1e-6f);
        return new Ink(from.Premultiplied, to.Premultiplied - from.Premultiplied, start, along / square);
    }

    public static Ink Vertical(LinearColor top, LinearColor bottom, float y0, float y1) =>
        Gradient(top, bottom, new Vector2(0, y0), new Vector2(0, y1));

    /// <summary>The mean of the two as one colour.</summary>
    public Ink Flattened() => _axis == Vector2.Zero ? this : new(_from + (_step * 0.5f), default, default, default);

    public Vector4 At(float x, float y)
    {
        float t = Math.Clamp(Vector2.Dot(new Vector2(x, y) - _origin, _axis), 0f, 1f);
        return _from + (_step * t);
    }
}
