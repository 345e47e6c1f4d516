using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Stacking;

/// <summary>Decides how much of a layer shows at each pixel of the canvas. Several threads ask at once.</summary>
internal interface ILayerMask : IDisposable
{
    /// <summary>Multiplies what is there by the mask of one row of the canvas from column <paramref name="left"/> on.</summary>
    void Multiply(int left, int y, Span<float> coverage);
}

/// <summary>A mask of one byte a pixel, 255 showing all of the layer; nothing shows outside of it. Owns pooled memory.</summary>
internal sealed class ByteMask(byte[] pooled, PixelArea area) : ILayerMask
{
    private readonly int _width = area.Right - area.Left;

    public void Multiply(int left, int y, Span<float> coverage)
    {
        int first = Math.Clamp(area.Left - left, 0, coverage.Length);
        int last = Math.Clamp(area.Right - left, first, coverage.Length);
        if (y < area.Top || y >= area.Bottom)
        {
            last = first;
        }

        coverage[..first].Clear();
        coverage[last..].Clear();
        if (last > first)
        {
            int start = ((y - area.Top) * _width) + left + first - area.Left;
            ReadOnlySpan<byte> row = pooled.AsSpan(start, last - first);
            Span<float> shown = coverage[first..last];
            for (int x = 0; x < row.Length; x++)
            {
                shown[x] *= row[x] * (1f / 255f);
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(pooled);
}

/// <summary>Another layer's pixels as a mask: their alpha, or their light times their alpha. Nothing shows outside of it.</summary>
internal sealed class PixelMask(ILayerPixels pixels, bool luminance) : ILayerMask
{
    private const int Chunk = 64;

    public void Multiply(int left, int y, Span<float> coverage)
    {
        int first = Math.Clamp(pixels.Area.Left - left, 0, coverage.Length);
        int last = Math.Clamp(pixels.Area.Right - left, first, coverage.Length);
        if (y < pixels.Area.Top || y >= pixels.Area.Bottom)
        {
            last = first;
        }

        coverage[..first].Clear();
        coverage[last..].Clear();
        Span<float> scratch = stackalloc float[Chunk * 4];
        for (int x = first; x < last; x += Chunk)
        {
            int count = Math.Min(Chunk, last - x);
            Apply(pixels.Run(left + x, y, scratch[..(count * 4)]), coverage.Slice(x, count));
        }
    }

    public void Dispose() => pixels.Dispose();

    private void Apply(ReadOnlySpan<float> run, Span<float> coverage)
    {
        ReadOnlySpan<Vector4> pixel = MemoryMarshal.Cast<float, Vector4>(run);
        for (int x = 0; x < coverage.Length; x++)
        {
            Vector4 p = pixel[x];
            float value = luminance ? (0.2126f * p.X) + (0.7152f * p.Y) + (0.0722f * p.Z) : p.W;
            coverage[x] *= Math.Clamp(value, 0f, 1f);
        }
    }
}
