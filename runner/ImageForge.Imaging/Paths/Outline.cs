using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Paths;

/// <summary>
/// Closed contours in pixels, curves already flattened. Contours are wound alike, so overlapping parts unite; a
/// contour added after <see cref="Hole"/> is wound the other way and cuts out.
/// </summary>
internal sealed class Outline(Matrix3x2 transform)
{
    private const float Tolerance = 0.15f;

    private readonly List<Vector2> _points = [];
    private readonly List<int> _starts = [];
    private bool _hole;

    public Outline()
        : this(Matrix3x2.Identity) { }

    public Matrix3x2 Transform { get; set; } = transform;

    public int Contours => _starts.Count;

    public ReadOnlySpan<Vector2> Contour(int index)
    {
        int end = index + 1 < _starts.Count ? _starts[index + 1] : _points.Count;
        return CollectionsMarshal.AsSpan(_points)[_starts[index]..end];
    }

    /// <summary>The pixels that the contours touch.</summary>
    public PixelArea Area()
    {
        var min = new Vector2(float.MaxValue);
        var max = new Vector2(float.MinValue);
        foreach (Vector2 point in _points)
        {
            min = Vector2.Min(min, point);
            max = Vector2.Max(max, point);
        }

        return _points.Count == 0 ? PixelArea.Empty : PixelArea.Around(min.X, min.Y, max.X, max.Y);
    }

    public Outline Hole()
    {
        _hole = true;
        return this;
    }

    public Outline Solid()
    {
        _hole = false;
        return this;
    }

    public Outline Move(float x, float y)
    {
        _starts.Add(_points.Count);
        _points.Add(Map(x, y));
        return this;
    }

    public Outline Line(float x, float y)
    {
        _points.Add(Map(x, y));
        return this;
    }

    public Outline Quad(float cx, float cy, float x, float y)
    {
        Vector2 p0 = _points[^1];
        Vector2 p1 = Map(cx, cy);
        Vector2 p2 = Map(x, y);
        int steps = Steps((p0 - (2 * p1) + p2).Length() * 0.25f);
        for (int i = 1; i <= steps; i++)
        {
            float t = (float)i / steps;
            float s = 1 - t;
            _points.Add((p0 * (s * s)) + (p1 * (2 * s * t)) + (p2 * (t * t)));
        }

        return this;
    }

    public Outline Cubic(float ax, float ay, float bx, float by, float x, float y)
    {
        Vector2 p0 = _points[^1];
        Vector2 p1 = Map(ax, ay);
        Vector2 p2 = Map(bx, by);
        Vector2 p3 = Map(x, y);
        float bend = Math.Max((p0 - (2 * p1) + p2).Length(), (p1 - (2 * p2) + p3).Length());
        int steps = Steps(bend * 0.75f);
        for (int i = 1; i <= steps; i++)
        {
            float t = (float)i / steps;
            float s = 1 - t;
            _points.Add((p0 * (s * s * s)) + (p1 * (3 * s * s * t)) + (p2 * (3 * s * t * t)) + (p3 * (t * t * t)));
        }

        return this;
    }

    /// <summary>Ends the contour and winds it as its kind asks.</summary>
    public Outline Close()
    {
        Span<Vector2> contour = CollectionsMarshal.AsSpan(_points)[_starts[^1]..];
        float area = 0f;
        for (int i = 0; i < contour.Length; i++)
        {
            Vector2 a = contour[i];
            Vector2 b = contour[(i + 1) % contour.Length];
            area += (a.X * b.Y) - (b.X * a.Y);
        }

        if (area < 0 != _hole)
        {
            contour.Reverse();
        }

        return this;
    }

    public Outline Polygon(params ReadOnlySpan<float> coordinates)
    {
        Move(coordinates[0], coordinates[1]);
        for (int i = 2; i + 1 < coordinates.Length; i += 2)
        {
            Line(coordinates[i], coordinates[i + 1]);
        }

        return Close();
    }

    public Outline Polygon(params ReadOnlySpan<Vector2> corners)
    {
        Move(corners[0].X, corners[0].Y);
        foreach (Vector2 corner in corners[1..])
        {
            Line(corner.X, corner.Y);
        }

        return Close();
    }

    public Outline Rect(float x, float y, float width, float height) =>
        Polygon(x, y, x + width, y, x + width, y + height, x, y + height);

    public Outline RoundRect(float x, float y, float width, float height, float radius)
    {
        float r = Math.Min(radius, Math.Min(width, height) / 2);
        float right = x + width;
        float bottom = y + height;
        return Move(x + r, y)
            .Line(right - r, y)
            .Corner(right, y, right, y + r)
            .Line(right, bottom - r)
            .Corner(right, bottom, right - r, bottom)
            .Line(x + r, bottom)
            .Corner(x, bottom, x, bottom - r)
            .Line(x, y + r)
            .Corner(x, y, x + r, y)
            .Close();
    }

    public Outline Circle(float x, float y, float radius) => Ellipse(x, y, radius, radius);

    public Outline Ellipse(float x, float y, float rx, float ry) => Sector(x, y, rx, ry, 0f, MathF.PI * 2).Close();

    /// <summary>A dome, a fan or a disc: the arc from one angle to another, closed by its chord.</summary>
    public Outline Dome(float x, float y, float rx, float ry, float from, float to) =>
        Sector(x, y, rx, ry, from, to).Close();

    /// <summary>A line of round ends and joints.</summary>
    public Outline Stroke(float width, params ReadOnlySpan<float> coordinates)
    {
        float r = width / 2;
        for (int i = 0; i + 3 < coordinates.Length; i += 2)
        {
            float x0 = coordinates[i];
            float y0 = coordinates[i + 1];
            float x1 = coordinates[i + 2];
            float y1 = coordinates[i + 3];
            float dx = x1 - x0;
            float dy = y1 - y0;
            float length = MathF.Sqrt((dx * dx) + (dy * dy));
            if (length > 1e-6f)
            {
                float nx = -dy / length * r;
                float ny = dx / length * r;
                Polygon(x0 + nx, y0 + ny, x1 + nx, y1 + ny, x1 - nx, y1 - ny, x0 - nx, y0 - ny);
            }

            Circle(x0, y0, r);
            Circle(x1, y1, r);
        }

        return this;
    }

    private Outline Corner(float cx, float cy, float x, float y) => Quad(cx, cy, x, y);

    private Outline Sector(float x, float y, float rx, float ry, float from, float to)
    {
        float size = Math.Max(Math.Abs(rx), Math.Abs(ry)) * Scale();
        int steps = Math.Clamp((int)(MathF.Sqrt(size) * 3.2f * Math.Abs(to - from) / 6.2832f) + 4, 6, 96);
        for (int i = 0; i < steps; i++)
        {
            // A full turn leaves its last point out: it would repeat the first.
            bool full = Math.Abs(to - from) > 6.28f;
            float angle = from + ((to - from) * i / (full ? steps : steps - 1));
            float px = x + (StableMath.Cos(angle) * rx);
            float py = y + (StableMath.Sin(angle) * ry);
            _ = i == 0 ? Move(px, py) : Line(px, py);
        }

        return this;
    }

    private float Scale() => MathF.Sqrt(Math.Abs(Transform.GetDeterminant()));

    private static int Steps(float deviation) =>
        Math.Clamp((int)MathF.Ceiling(MathF.Sqrt(deviation / Tolerance * 0.5f)), 1, 64);

    private Vector2 Map(float x, float y) => StableGeometry.Map(Transform, new Vector2(x, y));
}

/// <summary>
/// Points by single IEEE 754 operations. The platform's own <c>Vector2.Transform</c> and <c>Vector2.Lerp</c> fuse
/// multiplication and addition where the processor can, so that the last bit would depend on it.
/// </summary>
internal static class StableGeometry
{
    public static Vector2 Map(Matrix3x2 matrix, Vector2 point) =>
        new(
            (point.X * matrix.M11) + (point.Y * matrix.M21) + matrix.M31,
            (point.X * matrix.M12) + (point.Y * matrix.M22) + matrix.M32
        );

    /// <summary>The point at a share of the way.</summary>
    public static Vector2 Between(Vector2 from, Vector2 to, float share) => from + ((to - from) * share);
}
