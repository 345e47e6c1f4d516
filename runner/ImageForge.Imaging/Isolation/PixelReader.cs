using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Isolation;

/// <summary>Takes pixels over from a decoding process, and believes nothing that the checked header does not say.</summary>
internal static class PixelReader
{
    // Large enough to be few, small enough to be converted while they are in the cache.
    private const int ReadBytes = 1 << 18;
    private const int Run = 256;

    private static readonly Lazy<float[]> Wide = new(Words);

    private static readonly Lazy<float[]> Twins = new(() =>
        [.. Enumerable.Range(0, 256).Select(code => Wide.Value[code * 257])]
    );

    private static readonly Lazy<DecodeBlocks> TwinBlocks = new(() => new DecodeBlocks(Twins.Value));

    /// <summary>The picture and the bits of its samples; nothing if the process ended before it said that they are complete.</summary>
    public static async Task<(PixelBuffer? Pixels, int Bits)> ReadAsync(
        Stream stream,
        ImageHeader header,
        CancellationToken cancellation
    )
    {
        byte[] first = new byte[PixelPreamble.Size];
        if (
            await stream.ReadAtLeastAsync(first, first.Length, false, cancellation) < first.Length
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
                int read = await stream.ReadAtLeastAsync(part, part.Length, false, cancellation);
                if (read < part.Length)
                {
                    pixels.Dispose();
                    return default;
                }

                int floats = part.Length / about.RowBytes * about.Width * PixelBuffer.Channels;
                Span<float> target = pixels.Data.Slice(y * about.Width * PixelBuffer.Channels, floats);
                Convert(part.Span, about, MemoryMarshal.Cast<float, Vector4>(target));
            }

            if (await stream.ReadAsync(rows.AsMemory(0, 1), cancellation) == 1 && rows[0] == PixelPreamble.Complete)
            {
                return (pixels, about.Bits);
            }

            pixels.Dispose();
            return default;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private static void Convert(ReadOnlySpan<byte> rows, PixelPreamble about, Span<Vector4> pixels)
    {
        switch (about.Layout)
        {
            case SampleLayout.Bytes when about.HasAlpha:
                SrgbCurve.Decode(rows, MemoryMarshal.Cast<Vector4, float>(pixels));
                break;
            case SampleLayout.Bytes:
                int start = DecodeBlocks.IsSupported
                    ? DecodeBlocks.Srgb.RunOpaque(rows, MemoryMarshal.Cast<Vector4, float>(pixels))
                    : 0;
                Span<byte> rgba = stackalloc byte[Run * 4];
                rgba.Fill(byte.MaxValue);
                for (int x = start; x < pixels.Length; x += Run)
                {
                    Span<Vector4> run = pixels[x..Math.Min(x + Run, pixels.Length)];
                    for (int i = 0, from = x * 3; i < run.Length * 4; i += 4, from += 3)
                    {
                        rgba[i] = rows[from];
                        rgba[i + 1] = rows[from + 1];
                        rgba[i + 2] = rows[from + 2];
                    }

                    SrgbCurve.Decode(rgba, MemoryMarshal.Cast<Vector4, float>(run));
                }

                break;
            case SampleLayout.TwinBytes when DecodeBlocks.IsSupported && !about.HasAlpha:
                int done = TwinBlocks.Value.RunOpaque(rows, MemoryMarshal.Cast<Vector4, float>(pixels));
                Convert(rows[(done * 3)..], Twins.Value, byte.MaxValue, hasAlpha: false, pixels[done..]);
                break;
            case SampleLayout.TwinBytes:
                Convert(rows, Twins.Value, byte.MaxValue, about.HasAlpha, pixels);
                break;
            case SampleLayout.Words:
                Convert(MemoryMarshal.Cast<byte, ushort>(rows), Wide.Value, ushort.MaxValue, about.HasAlpha, pixels);
                break;
            default:
                ReadOnlySpan<float> floats = MemoryMarshal.Cast<byte, float>(rows);
                for (int x = 0; x < pixels.Length; x++)
                {
                    ReadOnlySpan<float> at = floats.Slice(x * about.Samples, about.Samples);
                    Vector4 p = LightRange.Clip(new Vector4(at[0], at[1], at[2], at.Length == 4 ? at[3] : 1));
                    pixels[x] = new Vector4(p.X * p.W, p.Y * p.W, p.Z * p.W, p.W);
                }

                break;
        }
    }

    private static void Convert<T>(
        ReadOnlySpan<T> samples,
        float[] light,
        float white,
        bool hasAlpha,
        Span<Vector4> pixels
    )
        where T : unmanaged, IBinaryInteger<T>
    {
        if (!hasAlpha)
        {
            for (int x = 0; x < pixels.Length; x++)
            {
                ReadOnlySpan<T> at = samples.Slice(x * 3, 3);
                pixels[x] = new Vector4(Light(at[0]), Light(at[1]), Light(at[2]), 1f);
            }

            return;
        }

        for (int x = 0; x < pixels.Length; x++)
        {
            ReadOnlySpan<T> at = samples.Slice(x * 4, 4);
            float alpha = float.CreateTruncating(at[3]) / white;
            pixels[x] = new Vector4(Light(at[0]) * alpha, Light(at[1]) * alpha, Light(at[2]) * alpha, alpha);
        }

        float Light(T code) => light[int.CreateTruncating(code)];
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
