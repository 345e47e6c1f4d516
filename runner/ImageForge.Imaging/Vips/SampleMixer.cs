using System.Runtime.InteropServices;
using ImageForge.Imaging.Isolation;

namespace ImageForge.Imaging.Vips;

/// <summary>Puts three samples of colour and one of alpha together; alpha comes in the type that the file had.</summary>
internal static class SampleMixer
{
    public static void Mix(VipsMemory colors, VipsMemory? alphas, int y, PixelPreamble about, Span<byte> row)
    {
        switch (about.Layout)
        {
            case SampleLayout.Bytes:
                Interleave(colors.Row(y), row);
                break;
            case SampleLayout.Words:
                Interleave(MemoryMarshal.Cast<byte, ushort>(colors.Row(y)), MemoryMarshal.Cast<byte, ushort>(row));
                break;
            default:
                Interleave(MemoryMarshal.Cast<byte, float>(colors.Row(y)), MemoryMarshal.Cast<byte, float>(row));
                break;
        }

        for (int x = 0; x < about.Width; x++)
        {
            float alpha = alphas is null ? 1f : Math.Clamp(Alpha(alphas, y, x), 0f, 1f);
            int at = (x * 4) + 3;
            switch (about.Layout)
            {
                case SampleLayout.Bytes:
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

    private static void Interleave<T>(ReadOnlySpan<T> rgb, Span<T> rgba)
    {
        for (int i = 0, to = 0; i + 2 < rgb.Length; i += 3, to += 4)
        {
            rgba[to] = rgb[i];
            rgba[to + 1] = rgb[i + 1];
            rgba[to + 2] = rgb[i + 2];
        }
    }

    private static float Alpha(VipsMemory alphas, int y, int x)
    {
        ReadOnlySpan<byte> row = alphas.Row(y);
        return alphas.Format switch
        {
            VipsBandFormat.UChar => row[x] / 255f,
            VipsBandFormat.UShort => MemoryMarshal.Cast<byte, ushort>(row)[x] / 65535f,
            VipsBandFormat.Float => MemoryMarshal.Cast<byte, float>(row)[x],
            _ => throw new VipsException($"an alpha channel of type {alphas.Format} is not read"),
        };
    }
}
