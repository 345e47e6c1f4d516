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
