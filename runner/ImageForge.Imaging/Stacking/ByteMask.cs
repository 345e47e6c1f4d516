using System.Buffers;
using ImageForge.Imaging.Paper;

namespace ImageForge.Imaging.Stacking;

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
