using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Isolation;

/// <summary>Takes pixels over from a decoding process, and believes nothing that the checked header does not say.</summary>
internal static class PixelReader
{
    // Many rows at once: each read may be a change of processes.
    private const int ReadBytes = 1 << 20;

    private static readonly Lazy<float[]> Wide = new(Words);

    private static readonly Lazy<float[]> Twins = new(() =>
        [.. Enumerable.Range(0, 256).Select(code => Wide.Value[code * 257])]
    );

    /// <summary>The picture and the bits of its samples; nothing where the process ended before it had handed all over.</summary>
    public static async Task<(PixelBuffer? Pixels, int Bits)> ReadAsync(
        Stream stream,
        ImageHeader header,
        CancellationToken cancellation
    )
    {
        byte[] first = new byte[PixelPreamble.Size];
        if (
            await stream.ReadAtLeastAsync(first, first.Length, false, cancellation).ConfigureAwait(false) < first.Length
            || PixelPreamble.TryRead(first) is not { } about
        )
        {
            return default;
        }

        bool same = about.Width == header.Width && about.Height == header.Height;
        bool turned = about.Width == header.Height && about.Height == header.Width;
        if (!same && !turned)
        {
            throw new ImageFormatException(
                $"The {header.Format.Name()} is {header.Width}×{header.Height} pixels by its header and {about.Width}×{about.Height} when decoded."
            );
        }

        PixelBuffer pixels = PixelBuffer.AllocateUncleared(about.Width, about.Height);
        try
        {
            int most = Math.Clamp(ReadBytes / about.RowBytes, 1, about.Height);
            byte[] rows = new byte[most * about.RowBytes];
            for (int y = 0; y < about.Height; y += most)
            {
                Memory<byte> part = rows.AsMemory(0, Math.Min(most, about.Height - y) * about.RowBytes);
                int read = await stream.ReadAtLeastAsync(part, part.Length, false, cancellation).ConfigureAwait(false);
                if (read < part.Length)
                {
                    pixels.Dispose();
                    return default;
                }

                int floats = part.Length / about.RowBytes * about.Width * PixelBuffer.Channels;
                Span<float> target = pixels.Data.Slice(y * about.Width * PixelBuffer.Channels, floats);
                Convert(part.Span, about.Layout, MemoryMarshal.Cast<float, Vector4>(target));
            }

            return (pixels, about.Bits);
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private static void Convert(ReadOnlySpan<byte> row, SampleLayout layout, Span<Vector4> pixels)
    {
        switch (layout)
        {
            case SampleLayout.Bytes:
                SrgbCurve.Decode(row, MemoryMarshal.Cast<Vector4, float>(pixels));
                break;
            case SampleLayout.TwinBytes:
                float[] light = Twins.Value;
                for (int x = 0; x < pixels.Length; x++)
                {
                    ReadOnlySpan<byte> at = row.Slice(x * 4, 4);
                    float alpha = at[3] / 255f;
                    pixels[x] = new Vector4(light[at[0]] * alpha, light[at[1]] * alpha, light[at[2]] * alpha, alpha);
                }

                break;
            case SampleLayout.Words:
                ReadOnlySpan<ushort> words = MemoryMarshal.Cast<byte, ushort>(row);
                float[] linear = Wide.Value;
                for (int x = 0; x < pixels.Length; x++)
                {
                    ReadOnlySpan<ushort> at = words.Slice(x * 4, 4);
                    float alpha = at[3] / 65535f;
                    pixels[x] = new Vector4(linear[at[0]] * alpha, linear[at[1]] * alpha, linear[at[2]] * alpha, alpha);
                }

                break;
            default:
                ReadOnlySpan<Vector4> floats = MemoryMarshal.Cast<byte, Vector4>(row);
                for (int x = 0; x < pixels.Length; x++)
                {
                    Vector4 p = LightRange.Clip(floats[x]);
                    pixels[x] = new Vector4(p.X * p.W, p.Y * p.W, p.Z * p.W, p.W);
                }

                break;
        }
    }

    private static float[] Words()
    {
        float[] table = new float[65536];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (float)Transfer.Decode(i / 65535.0);
        }

        return table;
    }
}
