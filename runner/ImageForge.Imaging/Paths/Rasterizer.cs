using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImageForge.Imaging.Paths;

/// <summary>
/// Turns contours into exact area coverage. Every edge adds the signed area that it covers in each pixel it crosses;
/// a running sum along the row then is the coverage.
/// </summary>
internal sealed class Rasterizer(int width, int height) : IDisposable
{
    private float[] _cells = [];

    /// <summary>Calls back for each row with the first column and the coverage (0–1) from there on.</summary>
    public void Fill<TSink>(Outline path, ref TSink sink)
        where TSink : struct, ICoverageSink
    {
        (Vector2 min, Vector2 max) = Bounds(path);
        int left = (int)Math.Clamp(MathF.Floor(min.X), 0f, width);
        int right = (int)Math.Clamp(MathF.Ceiling(max.X), 0f, width);
        int top = (int)Math.Clamp(MathF.Floor(min.Y), 0f, height);
        int bottom = (int)Math.Clamp(MathF.Ceiling(max.Y), 0f, height);
        if (right <= left || bottom <= top)
        {
            return;
        }

        int columns = right - left;
        int stride = columns + 2;
        Span<float> cells = Rent(stride * (bottom - top));
        var area = new AreaAccumulator(cells, stride, columns, bottom - top);
        var origin = new Vector2(left, top);
        for (int c = 0; c < path.Contours; c++)
        {
            ReadOnlySpan<Vector2> contour = path.Contour(c);
            Vector2 previous = contour[^1] - origin;
            foreach (Vector2 point in contour)
            {
                Vector2 next = point - origin;
                area.Edge(previous, next);
                previous = next;
            }
        }

        for (int y = 0; y < bottom - top; y++)
        {
            Span<float> row = cells.Slice(y * stride, stride);
            Accumulate(row[..columns]);
            sink.Row(left, top + y, row[..columns]);
            row.Clear();
        }
    }

    // The running sum, four cells at a time, as coverage.
    private static void Accumulate(Span<float> row)
    {
        ref float cell = ref MemoryMarshal.GetReference(row);
        Vector128<float> sum = Vector128<float>.Zero;
        int x = 0;
        for (; x + 4 <= row.Length; x += 4)
        {
            Vector128<float> cells = Vector128.LoadUnsafe(ref cell, (nuint)x);
            cells += Vector128.Shuffle(cells, Vector128.Create(4, 0, 1, 2));
            cells += Vector128.Shuffle(cells, Vector128.Create(4, 4, 0, 1));
            cells += sum;
            sum = Vector128.Shuffle(cells, Vector128.Create(3));
            Vector128.MinNative(Vector128.Abs(cells), Vector128<float>.One).StoreUnsafe(ref cell, (nuint)x);
        }

        float rest = sum.ToScalar();
        for (; x < row.Length; x++)
        {
            rest += row[x];
            row[x] = MathF.Min(MathF.Abs(rest), 1f);
        }
    }

    public void Dispose()
    {
        if (_cells.Length > 0)
        {
            ArrayPool<float>.Shared.Return(_cells);
            _cells = [];
        }
    }

    private static (Vector2 Min, Vector2 Max) Bounds(Outline path)
    {
        var min = new Vector2(float.MaxValue);
        var max = new Vector2(float.MinValue);
        for (int c = 0; c < path.Contours; c++)
        {
            foreach (Vector2 point in path.Contour(c))
            {
                min = Vector2.Min(min, point);
                max = Vector2.Max(max, point);
            }
        }

        return (min, max);
    }

    private Span<float> Rent(int length)
    {
        // Rows are cleared as they are read, so a buffer that is kept is always clean.
        if (_cells.Length < length)
        {
            Dispose();
            _cells = ArrayPool<float>.Shared.Rent(length);
            _cells.AsSpan().Clear();
        }

        return _cells.AsSpan(0, length);
    }
}

/// <summary>Takes coverage row by row. A struct, so that the rasteriser's loop is compiled for each kind of sink.</summary>
internal interface ICoverageSink
{
    void Row(int left, int y, ReadOnlySpan<float> coverage);
}

/// <summary>Adds the signed areas of edges to a grid of cells that is <c>columns</c> + 2 wide.</summary>
internal readonly ref struct AreaAccumulator(Span<float> cells, int stride, int columns, int rows)
{
    private readonly Span<float> _cells = cells;

    public void Edge(Vector2 from, Vector2 to)
    {
        if (from.Y == to.Y)
        {
            return;
        }

        // What lies left of the grid still covers every column; what lies right of it covers none.
        Split(from, to, 0f, columns);
    }

    private void Split(Vector2 a, Vector2 b, float low, float high)
    {
        if (a.X <= low && b.X <= low)
        {
            Inside(a with { X = low }, b with { X = low });
        }
        else if (a.X >= high && b.X >= high)
        {
            // Beyond the right side: nothing to add.
        }
        else if (Math.Min(a.X, b.X) < low)
        {
            Cut(a, b, low, low, high);
        }
        else if (Math.Max(a.X, b.X) > high)
        {
            Cut(a, b, high, low, high);
        }
        else
        {
            Inside(a, b);
        }
    }

    private void Cut(Vector2 a, Vector2 b, float x, float low, float high)
    {
        float t = (x - a.X) / (b.X - a.X);
        var middle = new Vector2(x, a.Y + ((b.Y - a.Y) * t));
        Split(a, middle, low, high);
        Split(middle, b, low, high);
    }

    private void Inside(Vector2 a, Vector2 b)
    {
        float direction = 1f;
        if (a.Y > b.Y)
        {
            (a, b) = (b, a);
            direction = -1f;
        }

        if (b.Y <= 0f || a.Y >= rows || a.Y == b.Y)
        {
            return;
        }

        float slope = (b.X - a.X) / (b.Y - a.Y);
        float x = a.Y < 0f ? a.X - (a.Y * slope) : a.X;
        int first = (int)MathF.Max(a.Y, 0f);
        int last = Math.Min(rows, (int)MathF.Ceiling(b.Y));
        for (int y = first; y < last; y++)
        {
            float dy = MathF.Min(y + 1, b.Y) - MathF.Max(y, a.Y);
            // Rounding may carry a long edge a hair past the grid.
            float next = Math.Clamp(x + (slope * dy), 0f, columns);
            Span(_cells.Slice(y * stride, stride), x, next, dy * direction);
            x = next;
        }
    }

    private static void Span(Span<float> row, float x, float next, float d)
    {
        float x0 = MathF.Min(x, next);
        float x1 = MathF.Max(x, next);
        float floor = MathF.Floor(x0);
        int i0 = (int)floor;
        float ceiling = MathF.Ceiling(x1);
        int i1 = (int)ceiling;
        if (i1 <= i0 + 1)
        {
            float middle = (0.5f * (x + next)) - floor;
            row[i0] += d - (d * middle);
            row[i0 + 1] += d * middle;
            return;
        }

        float s = 1f / (x1 - x0);
        float head = x0 - floor;
        float a0 = 0.5f * s * (1f - head) * (1f - head);
        float tail = x1 - ceiling + 1f;
        float am = 0.5f * s * tail * tail;
        row[i0] += d * a0;
        if (i1 == i0 + 2)
        {
            row[i0 + 1] += d * (1f - a0 - am);
        }
        else
        {
            float a1 = s * (1.5f - head);
            row[i0 + 1] += d * (a1 - a0);
            for (int i = i0 + 2; i < i1 - 1; i++)
            {
                row[i] += d * s;
            }

            row[i1 - 1] += d * (1f - (a1 + ((i1 - i0 - 3) * s)) - am);
        }

        row[i1] += d * am;
    }
}
