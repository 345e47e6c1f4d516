using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Paper;

/// <summary>A sheet's alpha at reduced size, blurred: the source of its shadow.</summary>
internal sealed class SoftMask : IDisposable
{
    /// <summary>What is not seen.</summary>
    private const float Least = 0.001f;

    private static readonly Vector256<float> Ramp = Vector256.Create(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f);

    private readonly float[] _values;
    private readonly int _width;
    private readonly int _height;
    private readonly int _factor;
    private readonly PixelArea _area;

    public SoftMask(PixelBuffer source, PixelArea touched, float blur)
    {
        _factor = Math.Max(2, (int)(blur * 0.5f));
        int radius = Math.Max(1, (int)MathF.Round(blur / _factor));
        // Three passes reach three radii out; one cell more keeps the border at zero.
        int pad = ((3 * radius) + 2) * _factor;
        _area = touched.Grow(pad);
        _width = ((_area.Right - _area.Left) / _factor) + 2;
        // Four rows are blurred at once.
        _height = Math.Max(((_area.Bottom - _area.Top) / _factor) + 2, 4);
        _values = ArrayPool<float>.Shared.Rent(_width * _height);
        _values.AsSpan(0, _width * _height).Clear();
        Shrink(source, touched);
        float[] scratch = ArrayPool<float>.Shared.Rent(_width * _height);
        for (int pass = 0; pass < 3; pass++)
        {
            BlurRows(_values, scratch, radius);
            BlurColumns(scratch, _values, radius);
        }

        ArrayPool<float>.Shared.Return(scratch);
    }

    /// <summary>Where the mask may be above zero, not clipped to the picture.</summary>
    public PixelArea Area => _area;

    /// <summary>Floats of scratch that <see cref="Sample"/> takes for a row of some length.</summary>
    public int Scratch(int length) => length + (2 * _factor) + _width + (2 * Vector256<float>.Count);

    /// <summary>
    /// Values along one row from column <paramref name="left"/> on, interpolated; empty where all are zero. Lies within
    /// the scratch.
    /// </summary>
    public ReadOnlySpan<float> Sample(float y, float left, int length, Span<float> scratch)
    {
        float v = ((y - _area.Top) / _factor) - 0.5f;
        int top = (int)MathF.Floor(v);
        if (top < 0 || top + 1 >= _height)
        {
            return [];
        }

        Span<float> line = scratch[..(_width + Vector256<float>.Count)];
        line.Clear();
        AddScaled(line[.._width], _values.AsSpan(top * _width, _width), 1f - (v - top));
        AddScaled(line[.._width], _values.AsSpan((top + 1) * _width, _width), v - top);
        float u = ((left - _area.Left) / _factor) - 0.5f;
        int cell = (int)MathF.Floor(u);
        // Whole cells are drawn, from the first pixel of the first one on.
        int skip = (int)((u - cell) * _factor);
        float phase = u - cell - ((float)skip / _factor);
        Span<float> drawn = scratch[line.Length..];
        return Draw(line[.._width], cell, phase, drawn, skip + length) ? drawn.Slice(skip, length) : [];
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_values);

    /// <summary>
    /// Draws cells from one on until so many pixels are done; says whether there is anything to be seen. A cell's pixels
    /// lie on a straight line; what is drawn too far is drawn over by the next.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Draw(ReadOnlySpan<float> line, int cell, float phase, Span<float> drawn, int length)
    {
        float step = 1f / _factor;
        Vector256<float> first = (Ramp * step) + Vector256.Create(phase);
        float from = (uint)cell < (uint)line.Length ? line[cell] : 0f;
        bool any = from > Least;
        for (int at = 0; at < length; at += _factor)
        {
            cell++;
            float to = (uint)cell < (uint)line.Length ? line[cell] : 0f;
            any |= to > Least;
            float rise = to - from;
            Span<float> run = drawn[at..];
            (Vector256.Create(from) + (first * rise)).CopyTo(run);
            for (int k = Vector256<float>.Count; k < _factor; k += Vector256<float>.Count)
            {
                Vector256<float> within = (Ramp * step) + Vector256.Create(phase + (k * step));
                (Vector256.Create(from) + (within * rise)).CopyTo(run[k..]);
            }

            from = to;
        }

        return any;
    }

    private void Shrink(PixelBuffer source, PixelArea touched)
    {
        int y = touched.Top;
        for (; y + 4 <= touched.Bottom; y += 4)
        {
            ShrinkFour(source, touched, y);
        }

        for (; y < touched.Bottom; y++)
        {
            ShrinkOne(source, touched, y);
        }
    }

    // The cells of a row of the source, and the one that a row begins in.
    private Span<float> Cells(PixelArea touched, int y) =>
        _values.AsSpan((y - _area.Top) / _factor * _width, _width)[((touched.Left - _area.Left) / _factor)..];

    // Pixels of a row that lie in its first cell.
    private int FirstCell(PixelArea touched) => _factor - ((touched.Left - _area.Left) % _factor);

    // Each sum waits for its own last addition only.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ShrinkFour(PixelBuffer source, PixelArea touched, int y)
    {
        float weight = 1f / (_factor * _factor);
        int width = touched.Right - touched.Left;
        ReadOnlySpan<Vector4> pixels0 = source.Pixels(y).Slice(touched.Left, width);
        ReadOnlySpan<Vector4> pixels1 = source.Pixels(y + 1).Slice(touched.Left, width);
        ReadOnlySpan<Vector4> pixels2 = source.Pixels(y + 2).Slice(touched.Left, width);
        ReadOnlySpan<Vector4> pixels3 = source.Pixels(y + 3).Slice(touched.Left, width);
        Span<float> row0 = Cells(touched, y);
        Span<float> row1 = Cells(touched, y + 1);
        Span<float> row2 = Cells(touched, y + 2);
        Span<float> row3 = Cells(touched, y + 3);
        int end = Math.Min(width, FirstCell(touched));
        for (int x = 0, cell = 0; x < width; cell++)
        {
            (float sum0, float sum1, float sum2, float sum3) = (0f, 0f, 0f, 0f);
            for (; x < end; x++)
            {
                sum0 += pixels0[x].W;
                sum1 += pixels1[x].W;
                sum2 += pixels2[x].W;
                sum3 += pixels3[x].W;
            }

            row0[cell] += sum0 * weight;
            row1[cell] += sum1 * weight;
            row2[cell] += sum2 * weight;
            row3[cell] += sum3 * weight;
            end = Math.Min(width, end + _factor);
        }
    }

    private void ShrinkOne(PixelBuffer source, PixelArea touched, int y)
    {
        float weight = 1f / (_factor * _factor);
        ReadOnlySpan<Vector4> pixels = source.Pixels(y)[touched.Left..touched.Right];
        Span<float> row = Cells(touched, y);
        int end = Math.Min(pixels.Length, FirstCell(touched));
        for (int x = 0, cell = 0; x < pixels.Length; cell++)
        {
            float sum = 0f;
            for (; x < end; x++)
            {
                sum += pixels[x].W;
            }

            row[cell] += sum * weight;
            end = Math.Min(pixels.Length, end + _factor);
        }
    }

    private void BlurRows(float[] from, float[] to, int radius)
    {
        int y = 0;
        for (; y + 4 <= _height; y += 4)
        {
            BlurFour(from.AsSpan(y * _width, 4 * _width), to.AsSpan(y * _width, 4 * _width), radius);
        }

        // The last rows once more, together with those before them; a mask has more than four.
        int last = Math.Max(0, _height - 4) * _width;
        int length = Math.Min(_height, 4) * _width;
        BlurFour(from.AsSpan(last, length), to.AsSpan(last, length), radius);
    }

    // Four rows at once: each sum waits for its own last addition only.
    private void BlurFour(ReadOnlySpan<float> from, Span<float> to, int radius)
    {
        int width = _width;
        float weight = 1f / ((2 * radius) + 1);
        Vector4 sum = Vector4.Zero;
        for (int x = -radius; x < width; x++)
        {
            if (x + radius < width)
            {
                sum += At(from, x + radius, width);
            }

            if (x >= 0)
            {
                Vector4 mean = sum * weight;
                to[x] = mean.X;
                to[x + width] = mean.Y;
                to[x + (2 * width)] = mean.Z;
                to[x + (3 * width)] = mean.W;
            }

            if (x - radius >= 0)
            {
                sum -= At(from, x - radius, width);
            }
        }

        static Vector4 At(ReadOnlySpan<float> rows, int x, int width) =>
            new(rows[x], rows[x + width], rows[x + (2 * width)], rows[x + (3 * width)]);
    }

    private void BlurColumns(float[] from, float[] to, int radius)
    {
        float weight = 1f / ((2 * radius) + 1);
        float[] sums = ArrayPool<float>.Shared.Rent(_width);
        Span<float> sum = sums.AsSpan(0, _width);
        sum.Clear();
        for (int y = 0; y < Math.Min(radius, _height); y++)
        {
            AddScaled(sum, from.AsSpan(y * _width, _width), 1f);
        }

        for (int y = 0; y < _height; y++)
        {
            if (y + radius < _height)
            {
                AddScaled(sum, from.AsSpan((y + radius) * _width, _width), 1f);
            }

            Span<float> row = to.AsSpan(y * _width, _width);
            row.Clear();
            AddScaled(row, sum, weight);
            if (y - radius >= 0)
            {
                AddScaled(sum, from.AsSpan((y - radius) * _width, _width), -1f);
            }
        }

        ArrayPool<float>.Shared.Return(sums);
    }

    private static void AddScaled(Span<float> sum, ReadOnlySpan<float> row, float scale)
    {
        int x = 0;
        for (; x + Vector<float>.Count <= row.Length; x += Vector<float>.Count)
        {
            (new Vector<float>(sum[x..]) + (new Vector<float>(row[x..]) * scale)).CopyTo(sum[x..]);
        }

        for (; x < row.Length; x++)
        {
            sum[x] += row[x] * scale;
        }
    }
}
