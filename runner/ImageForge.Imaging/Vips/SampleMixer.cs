using System.Runtime.InteropServices;
using ImageForge.Imaging.Isolation;
using NetVips;

namespace ImageForge.Imaging.Vips;

/// <summary>Puts samples of colour, three or one of grey, and one of alpha together; alpha comes in the type that the file had.</summary>
internal static class SampleMixer
{
    public static void Mix(VipsMemory colors, VipsMemory? alphas, int y, PixelPreamble about, Span<byte> row)
    {
        switch (about.Layout)
        {
            case SampleLayout.Bytes or SampleLayout.TwinBytes:
                Interleave(colors.Row(y), colors.Bands, row, byte.MaxValue);
                break;
            case SampleLayout.Words:
                Interleave(
                    MemoryMarshal.Cast<byte, ushort>(colors.Row(y)),
                    colors.Bands,
                    MemoryMarshal.Cast<byte, ushort>(row),
                    ushort.MaxValue
                );
                break;
            default:
                Interleave(
                    MemoryMarshal.Cast<byte, float>(colors.Row(y)),
                    colors.Bands,
                    MemoryMarshal.Cast<byte, float>(row),
                    1f
                );
                break;
        }

        for (int x = 0; alphas is not null && x < about.Width; x++)
        {
            float alpha = Math.Clamp(Alpha(alphas, y, x), 0f, 1f);
            int at = (x * 4) + 3;
            switch (about.Layout)
            {
                case SampleLayout.Bytes or SampleLayout.TwinBytes:
                    row[at] = (byte)((alpha * 255f) + 0.5f);
                    break;
                case SampleLayout.Words:
                    MemoryMarshal.Cast<byte, ushort>(row)[at] = (ushort)((alpha * 65535f) + 0.5f);
                    break;
                default:
                    MemoryMarshal.Cast<byte, float>(row)[at] = alpha;
                    break;
            }
        }
    }

    private static void Interleave<T>(ReadOnlySpan<T> colors, int bands, Span<T> rgba, T opaque)
    {
        int green = bands == 3 ? 1 : 0;
        int blue = bands == 3 ? 2 : 0;
        for (int from = 0, to = 0; to < rgba.Length; from += bands, to += 4)
        {
            rgba[to] = colors[from];
            rgba[to + 1] = colors[from + green];
            rgba[to + 2] = colors[from + blue];
            rgba[to + 3] = opaque;
        }
    }

    private static float Alpha(VipsMemory alphas, int y, int x)
    {
        ReadOnlySpan<byte> row = alphas.Row(y);
        return alphas.Format switch
        {
            Enums.BandFormat.Uchar => row[x] / 255f,
            Enums.BandFormat.Ushort => MemoryMarshal.Cast<byte, ushort>(row)[x] / 65535f,
            Enums.BandFormat.Float => MemoryMarshal.Cast<byte, float>(row)[x],
            _ => throw new ImageFormatException($"an alpha channel of type {alphas.Format} is not supported"),
        };
    }
}
