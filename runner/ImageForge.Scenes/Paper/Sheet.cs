using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Scenes.Paper;

/// <summary>One sheet of paper while it is being cut: transparent where there is none. Knows what part was touched.</summary>
internal sealed class Sheet : IDisposable
{
    private readonly Rasterizer _rasterizer;

    public Sheet(int width, int height)
    {
        Buffer = PixelBuffer.Allocate(width, height);
        _rasterizer = new Rasterizer(width, height);
        Touched = PixelArea.Empty;
    }

    public PixelBuffer Buffer { get; }

    public PixelArea Touched { get; private set; }

    /// <summary>Lays the shape over what the sheet has already.</summary>
    public void Fill(Outline path, Ink ink)
    {
        var sink = new OverSink(Buffer, ink, Touched);
        _rasterizer.Fill(path, ref sink);
        Touched = sink.Touched;
    }

    /// <summary>Adds light around a point, fading to nothing at the radius; covers nothing.</summary>
    public void Glow(float x, float y, float radius, LinearColor light) => Glow(x, y, radius, radius, light);

    public void Glow(float x, float y, float rx, float ry, LinearColor light)
    {
        PixelArea area = PixelArea.Around(x - rx, y - ry, x + rx, y + ry).Clip(Buffer.Width, Buffer.Height);
        var rgb = new Vector4(light.R, light.G, light.B, 0f) * light.A;
        for (int row = area.Top; row < area.Bottom; row++)
        {
            Span<Vector4> pixels = Buffer.Pixels(row);
            float dy = (row + 0.5f - y) / ry;
            for (int column = area.Left; column < area.Right; column++)
            {
                float dx = (column + 0.5f - x) / rx;
                float fall = 1f - ((dx * dx) + (dy * dy));
                if (fall > 0f)
                {
                    pixels[column] += rgb * (fall * fall * fall);
                }
            }
        }

        Touched = Touched.Union(area);
    }

    /// <summary>Marks all of it as touched, for painters that write pixels themselves.</summary>
    public void TouchAll() => Touched = new PixelArea(0, 0, Buffer.Width, Buffer.Height);

    public void Touch(PixelArea area) => Touched = Touched.Union(area.Clip(Buffer.Width, Buffer.Height));

    /// <summary>Replaces the right half by the mirror image of the left.</summary>
    public void Mirror()
    {
        int half = (Buffer.Width + 1) / 2;
        for (int y = Touched.Top; y < Touched.Bottom; y++)
        {
            Span<Vector4> row = Buffer.Pixels(y);
            row[..half].CopyTo(row[^half..]);
            row[^half..].Reverse();
        }

        if (!Touched.IsEmpty)
        {
            Touched = new PixelArea(0, Touched.Top, Buffer.Width, Touched.Bottom);
        }
    }

    public void Clear()
    {
        for (int y = Touched.Top; y < Touched.Bottom; y++)
        {
            Buffer.Pixels(y)[Touched.Left..Touched.Right].Clear();
        }

        Touched = PixelArea.Empty;
    }

    public void Dispose()
    {
        Buffer.Dispose();
        _rasterizer.Dispose();
    }

    private struct OverSink(PixelBuffer buffer, Ink ink, PixelArea touched) : ICoverageSink
    {
        private const int Short = 16;

        public PixelArea Touched { get; private set; } = touched;

        public void Row(int left, int y, ReadOnlySpan<float> coverage)
        {
            Touched = Touched.Union(new PixelArea(left, y, left + coverage.Length, y + 1));
            if (ink.EvenAlongRows && coverage.Length >= Short)
            {
                Span<float> row = buffer
                    .Row(y)
                    .Slice(left * PixelBuffer.Channels, coverage.Length * PixelBuffer.Channels);
                LaneLoop.Run(new CoatKernel(row, coverage, ink.At(0.5f, y + 0.5f)), coverage.Length);
            }
            else if (ink.EvenAlongRows)
            {
                Blend(buffer.Pixels(y).Slice(left, coverage.Length), ink.At(0.5f, y + 0.5f), coverage);
            }
            else
            {
                Blend(buffer.Pixels(y).Slice(left, coverage.Length), left, y, coverage);
            }
        }

        // What the kernel does, for drops and flakes: they are too short for its start to pay.
        private static void Blend(Span<Vector4> pixels, Vector4 color, ReadOnlySpan<float> coverage)
        {
            for (int x = 0; x < coverage.Length; x++)
            {
                float c = coverage[x];
                if (c >= CoatKernel.Least)
                {
                    Vector4 source = color * c;
                    pixels[x] = source + (pixels[x] * (1f - source.W));
                }
            }
        }

        private readonly void Blend(Span<Vector4> pixels, int left, int y, ReadOnlySpan<float> coverage)
        {
            for (int x = 0; x < coverage.Length; x++)
            {
                float c = coverage[x];
                if (c >= CoatKernel.Least)
                {
                    Vector4 source = ink.At(left + x + 0.5f, y + 0.5f) * c;
                    pixels[x] = source + (pixels[x] * (1f - source.W));
                }
            }
        }
    }
}

/// <summary>Lays one colour over a row by a coverage of its own for each pixel.</summary>
internal readonly ref struct CoatKernel(Span<float> row, ReadOnlySpan<float> coverage, Vector4 color) : IPixelKernel
{
    /// <summary>Coverage below it is what rounding leaves beside a shape.</summary>
    public const float Least = 0.002f;

    private readonly ref float _row = ref MemoryMarshal.GetReference(row);
    private readonly ref float _coverage = ref MemoryMarshal.GetReference(coverage);
    private readonly Vector4 _color = color;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T cover = T.LoadEach(ref Unsafe.Add(ref _coverage, at));
        cover = T.AtMost(T.All(Least), cover, cover, T.All(0f));
        if (cover.IsZero)
        {
            return;
        }

        ref float pixels = ref Unsafe.Add(ref _row, at * 4);
        T source = T.Each(_color) * cover;
        (source + (T.Load(ref pixels) * (T.All(1f) - source.Alpha))).Store(ref pixels);
    }
}
