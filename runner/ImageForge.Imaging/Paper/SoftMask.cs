using System.Buffers;
using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Paper;

/// <summary>A sheet's alpha at reduced size, blurred: the source of its shadow.</summary>
internal sealed class SoftMask : IDisposable
{
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
        _height = ((_area.Bottom - _area.Top) / _factor) + 2;
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

    /// <summary>Interpolated values along one row, from column <paramref name="left"/> on.</summary>
    public void Sample(float y, float left, Span<float> into)
    {
        float v = ((y - _area.Top) / _factor) - 0.5f;
        int v0 = (int)MathF.Floor(v);
        float fy = v - v0;
        if (v0 < 0 || v0 + 1 >= _height)
        {
            into.Clear();
            return;
        }

        ReadOnlySpan<float> upper = _values.AsSpan(v0 * _width, _width);
        ReadOnlySpan<float> lower = _values.AsSpan((v0 + 1) * _width, _width);
        float u = ((left - _area.Left) / _factor) - 0.5f;
        float step = 1f / _factor;
        for (int i = 0; i < into.Length; i++, u += step)
        {
            int u0 = (int)MathF.Floor(u);
            if (u0 < 0 || u0 + 1 >= _width)
            {
                into[i] = 0f;
                continue;
            }

            float fx = u - u0;
            float a = upper[u0] + ((upper[u0 + 1] - upper[u0]) * fx);
            float b = lower[u0] + ((lower[u0 + 1] - lower[u0]) * fx);
            into[i] = a + ((b - a) * fy);
        }
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_values);

    private void Shrink(PixelBuffer source, PixelArea touched)
    {
        float weight = 1f / (_factor * _factor);
        int shiftX = touched.Left - _area.Left;
        int shiftY = touched.Top - _area.Top;
        for (int y = touched.Top; y < touched.Bottom; y++)
        {
            ReadOnlySpan<Vector4> pixels = source.Pixels(y)[touched.Left..touched.Right];
            Span<float> row = _values.AsSpan((y - touched.Top + shiftY) / _factor * _width, _width);
            int cell = shiftX / _factor;
            int inCell = shiftX % _factor;
            float sum = 0f;
            for (int x = 0; x < pixels.Length; x++)
            {
                sum += pixels[x].W;
                if (++inCell == _factor)
                {
                    row[cell++] += sum * weight;
                    sum = 0f;
                    inCell = 0;
                }
            }

            row[cell] += sum * weight;
        }
    }

    private void BlurRows(float[] from, float[] to, int radius)
    {
        float weight = 1f / ((2 * radius) + 1);
        for (int y = 0; y < _height; y++)
        {
            ReadOnlySpan<float> source = from.AsSpan(y * _width, _width);
            Span<float> target = to.AsSpan(y * _width, _width);
            float sum = 0f;
            for (int x = 0; x < Math.Min(radius, _width); x++)
            {
                sum += source[x];
            }

            for (int x = 0; x < _width; x++)
            {
                sum += x + radius < _width ? source[x + radius] : 0f;
                target[x] = sum * weight;
                sum -= x - radius >= 0 ? source[x - radius] : 0f;
            }
        }
    }

    private void BlurColumns(float[] from, float[] to, int radius)
    {
        float weight = 1f / ((2 * radius) + 1);
        float[] sums = ArrayPool<float>.Shared.Rent(_width);
        Span<float> sum = sums.AsSpan(0, _width);
        sum.Clear();
        for (int y = 0; y < Math.Min(radius, _height); y++)
        {
            Add(sum, from.AsSpan(y * _width, _width), 1f);
        }

        for (int y = 0; y < _height; y++)
        {
            if (y + radius < _height)
            {
                Add(sum, from.AsSpan((y + radius) * _width, _width), 1f);
            }

            Span<float> target = to.AsSpan(y * _width, _width);
            for (int x = 0; x < _width; x++)
            {
                target[x] = sum[x] * weight;
            }

            if (y - radius >= 0)
            {
                Add(sum, from.AsSpan((y - radius) * _width, _width), -1f);
            }
        }

        ArrayPool<float>.Shared.Return(sums);
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> row, float sign)
    {
        for (int x = 0; x < row.Length; x++)
        {
            sum[x] += row[x] * sign;
        }
    }
}
