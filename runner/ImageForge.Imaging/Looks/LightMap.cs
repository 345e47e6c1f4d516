using System.Numerics;
using System.Runtime.CompilerServices;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>A small map of light, one vector a cell.</summary>
internal sealed class LightMap
{
    private const float Knee = 0.1f;

    private readonly Vector4[] _cells;

    private LightMap(int width, int height)
    {
        Width = width;
        Height = height;
        _cells = new Vector4[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    public static LightMap BrightParts(PixelBuffer picture, int factor, float threshold, RowParallel rows)
    {
        var map = new LightMap((picture.Width + factor - 1) / factor, (picture.Height + factor - 1) / factor);
        rows.For(
            0,
            map.Height,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    Span<Vector4> cells = map.Row(y);
                    int last = Math.Min((y + 1) * factor, picture.Height);
                    for (int row = y * factor; row < last; row++)
                    {
                        Gather(picture.Pixels(row), cells, factor, threshold);
                    }
                }
            }
        );
        return map;
    }

    public LightMap Halve()
    {
        var map = new LightMap((Width + 1) / 2, (Height + 1) / 2);
        for (int y = 0; y < map.Height; y++)
        {
            ReadOnlySpan<Vector4> a = Row(y * 2);
            ReadOnlySpan<Vector4> b = Row(Math.Min((y * 2) + 1, Height - 1));
            Span<Vector4> target = map.Row(y);
            for (int x = 0; x < target.Length; x++)
            {
                int right = Math.Min((x * 2) + 1, Width - 1);
                target[x] = (a[x * 2] + a[right] + b[x * 2] + b[right]) * 0.25f;
            }
        }

        return map;
    }

    /// <summary>A binomial blur of five cells each way.</summary>
    public void Blur()
    {
        Vector4[] line = new Vector4[Math.Max(Width, Height)];
        for (int y = 0; y < Height; y++)
        {
            Smooth(_cells, y * Width, 1, Width, line);
        }

        for (int x = 0; x < Width; x++)
        {
            Smooth(_cells, x, Width, Height, line);
        }
    }

    public void AddEnlarged(LightMap smaller, float weight)
    {
        for (int y = 0; y < Height; y++)
        {
            Span<Vector4> row = Row(y);
            for (int x = 0; x < Width; x++)
            {
                row[x] += smaller.At((x * 0.5f) - 0.25f, (y * 0.5f) - 0.25f) * weight;
            }
        }
    }

    public void AddTo(PixelBuffer picture, int factor, float strength, RowParallel rows)
    {
        // Where a pixel lies between cells is the same in every row.
        float inverse = 1f / factor;
        int[] left = new int[picture.Width];
        float[] within = new float[picture.Width];
        for (int x = 0; x < left.Length; x++)
        {
            float u = Math.Clamp(((x + 0.5f) * inverse) - 0.5f, 0f, Width - 1.001f);
            left[x] = (int)u;
            within[x] = u - left[x];
        }

        rows.For(
            0,
            picture.Height,
            (from, to) =>
            {
                Vector4[] line = new Vector4[Width];
                Vector4[] rise = new Vector4[Width];
                for (int y = from; y < to; y++)
                {
                    Interpolate(line, ((y + 0.5f) * inverse) - 0.5f, strength);
                    for (int x = 0; x < Width; x++)
                    {
                        rise[x] = line[Math.Min(x + 1, Width - 1)] - line[x];
                    }

                    Add(picture.Pixels(y), line, rise, left, within);
                }
            }
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(
        Span<Vector4> pixels,
        ReadOnlySpan<Vector4> line,
        ReadOnlySpan<Vector4> rise,
        ReadOnlySpan<int> left,
        ReadOnlySpan<float> within
    )
    {
        left = left[..pixels.Length];
        within = within[..pixels.Length];
        rise = rise[..line.Length];
        for (int x = 0; x < pixels.Length; x++)
        {
            int cell = left[x];
            pixels[x] += line[cell] + (rise[cell] * within[x]);
        }
    }

    private static void Gather(ReadOnlySpan<Vector4> pixels, Span<Vector4> cells, int factor, float threshold)
    {
        float weight = 1f / (factor * factor);
        for (int x = 0, cell = 0; x < pixels.Length; cell++)
        {
            Vector4 sum = Vector4.Zero;
            int end = Math.Min(x + factor, pixels.Length);
            for (; x < end; x++)
            {
                Vector4 p = pixels[x];
                float bright = MathF.Max(p.X, MathF.Max(p.Y, p.Z));
                float over = bright - (threshold - Knee);
                if (over > 0f)
                {
                    // A parabola through the knee, so that nothing starts to glow all at once; above it, light over the
                    // threshold, levelling off: one pixel as bright as the sun gives no more than a lamp does.
                    over = over < 2f * Knee ? over * over * (0.25f / Knee) : bright - threshold;
                    sum += p * (over / (bright * (1f + (0.35f * over))));
                }
            }

            sum.W = 0f;
            cells[cell] += sum * weight;
        }
    }

    private static void Smooth(Vector4[] cells, int start, int stride, int count, Vector4[] line)
    {
        for (int i = 0; i < count; i++)
        {
            line[i] = cells[start + (i * stride)];
        }

        for (int i = 0; i < count; i++)
        {
            Vector4 far = line[Math.Max(i - 2, 0)] + line[Math.Min(i + 2, count - 1)];
            Vector4 near = line[Math.Max(i - 1, 0)] + line[Math.Min(i + 1, count - 1)];
            cells[start + (i * stride)] = (far + (near * 4f) + (line[i] * 6f)) * (1f / 16f);
        }
    }

    private Span<Vector4> Row(int y) => _cells.AsSpan(y * Width, Width);

    private void Interpolate(Span<Vector4> line, float v, float strength)
    {
        v = Math.Clamp(v, 0f, Height - 1.001f);
        int top = Math.Max(0, (int)v);
        ReadOnlySpan<Vector4> a = Row(top);
        ReadOnlySpan<Vector4> b = Row(Math.Min(top + 1, Height - 1));
        float fraction = Math.Max(0f, v - top);
        for (int x = 0; x < line.Length; x++)
        {
            line[x] = (a[x] + ((b[x] - a[x]) * fraction)) * strength;
        }
    }

    private Vector4 At(float u, float v)
    {
        int x = (int)MathF.Floor(u);
        int y = (int)MathF.Floor(v);
        int x0 = Math.Clamp(x, 0, Width - 1);
        int x1 = Math.Clamp(x + 1, 0, Width - 1);
        ReadOnlySpan<Vector4> a = Row(Math.Clamp(y, 0, Height - 1));
        ReadOnlySpan<Vector4> b = Row(Math.Clamp(y + 1, 0, Height - 1));
        Vector4 top = a[x0] + ((a[x1] - a[x0]) * (u - x));
        Vector4 bottom = b[x0] + ((b[x1] - b[x0]) * (u - x));
        return top + ((bottom - top) * (v - y));
    }
}
