using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Files;

/// <summary>
/// Rows of a picture as sRGB samples with straight alpha, 8 bits or 16 bits in this machine's byte order: RGB where all of
/// the picture is opaque, else RGBA.
/// </summary>
internal sealed class SampleRows
{
    private readonly PixelBuffer _image;
    private readonly bool _wide;

    public SampleRows(PixelBuffer image, int bitDepth)
        : this(image, bitDepth, IsOpaque(image)) { }

    /// <summary>For a caller that knows whether the picture is opaque: to find out takes a pass over all of it.</summary>
    public SampleRows(PixelBuffer image, int bitDepth, bool isOpaque)
    {
        _image = image;
        _wide = bitDepth == 16;
        HasAlpha = !isOpaque;
        Samples = HasAlpha ? 4 : 3;
        PixelBytes = Samples * (_wide ? 2 : 1);
        RowBytes = image.Width * PixelBytes;
    }

    public bool HasAlpha { get; }

    public int Samples { get; }

    public int PixelBytes { get; }

    public int RowBytes { get; }

    /// <summary>Converts a row.</summary>
    /// <param name="y">The row's number.</param>
    /// <param name="row">Gets its samples, <see cref="RowBytes"/> long.</param>
    /// <exception cref="InvalidOperationException">The picture is said to be opaque and this row is not.</exception>
    public void Pack(int y, Span<byte> row)
    {
        if (!TryPack(y, row))
        {
            throw new InvalidOperationException($"Row {y} is not opaque.");
        }
    }

    /// <summary>Converts a row; false where the picture is said to be opaque and this row is not.</summary>
    public bool TryPack(int y, Span<byte> row)
    {
        Span<float> pixels = _image.Row(y);
        if (!_wide && !HasAlpha)
        {
            return TryPackRgb(pixels, row);
        }

        if (!HasAlpha && !IsOpaque(pixels))
        {
            return false;
        }

        if (_wide)
        {
            PackWide(pixels, MemoryMarshal.Cast<byte, ushort>(row));
        }
        else
        {
            SrgbCurve.Encode(pixels, row);
        }

        return true;
    }

    public static bool IsOpaque(PixelBuffer image)
    {
        for (int y = 0; y < image.Height; y++)
        {
            if (!IsOpaque(image.Row(y)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether no pixel of a row lets anything through that 8 bits could tell.</summary>
    public static bool IsOpaque(ReadOnlySpan<float> row)
    {
        const float Least = 0.999f;
        // Two pixels at a time; what their colours are does not matter.
        Vector256<float> below = Vector256<float>.Zero;
        int x = 0;
        for (; x <= row.Length - Vector256<float>.Count; x += Vector256<float>.Count)
        {
            below |= Vector256.LessThan(Vector256.Create(row[x..]), Vector256.Create(Least));
        }

        Vector256<int> alphas = Vector256.Create(0, 0, 0, -1, 0, 0, 0, -1);
        return (below.AsInt32() & alphas) == Vector256<int>.Zero && !(x < row.Length && row[x + 3] < Least);
    }

    private static bool TryPackRgb(ReadOnlySpan<float> pixels, Span<byte> row)
    {
        // In runs that stay in the first-level cache.
        const int Run = 256;
        Span<byte> rgba = stackalloc byte[Run * 4];
        // Each pixel is stored with its alpha, which the next pixel's red replaces.
        Span<float> rgb = stackalloc float[(Run * 3) + 1];
        for (int x = 0; x * 3 < row.Length; x += Run)
        {
            ReadOnlySpan<float> from = pixels[(x * PixelBuffer.Channels)..];
            from = from[..Math.Min(from.Length, Run * PixelBuffer.Channels)];
            if (from.Length == Run * PixelBuffer.Channels && TryDropAlpha(from, rgb))
            {
                LaneLoop.Run(new EncodeOpaqueKernel(rgb, row.Slice(x * 3, Run * 3)), Run * 3 / 4);
                continue;
            }

            if (!IsOpaque(from))
            {
                return false;
            }

            SrgbCurve.Encode(from, rgba);
            Span<byte> to = row[(x * 3)..];
            int i = 0;
            int k = 0;
            // Four pixels at a time: the four bytes too many are written over by the next four pixels.
            Vector128<byte> order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15);
            for (; i + 16 <= to.Length && k < rgba.Length; i += 12, k += 16)
            {
                Vector128.Shuffle(Vector128.Create<byte>(rgba[k..]), order).CopyTo(to[i..]);
            }

            for (; i + 2 < to.Length && k < rgba.Length; i += 3, k += 4)
            {
                to[i] = rgba[k];
                to[i + 1] = rgba[k + 1];
                to[i + 2] = rgba[k + 2];
            }
        }

        return true;
    }

    /// <summary>Three of each pixel's four numbers; false where a pixel's alpha is not 1, so that its colour is not its light.</summary>
    private static bool TryDropAlpha(ReadOnlySpan<float> pixels, Span<float> rgb)
    {
        ref float from = ref MemoryMarshal.GetReference(pixels);
        ref float to = ref MemoryMarshal.GetReference(rgb);
        nuint i = 0;
        nuint k = 0;
        // Bits that differ from those of 1.
        Vector128<int> differ = Vector128<int>.Zero;
        if (Lanes512.IsSupported)
        {
            Vector512<int> one = Vector512<float>.One.AsInt32();
            Vector512<int> wide = Vector512<int>.Zero;
            // Sixteen pixels in four registers become three.
            Vector512<int> first = Vector512.Create(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20);
            Vector512<int> second = Vector512.Create(5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20, 21, 22, 24, 25);
            Vector512<int> third = Vector512.Create(10, 12, 13, 14, 16, 17, 18, 20, 21, 22, 24, 25, 26, 28, 29, 30);
            for (; i + 64 <= (nuint)pixels.Length; i += 64, k += 48)
            {
                Vector512<float> a = Vector512.LoadUnsafe(ref from, i);
                Vector512<float> b = Vector512.LoadUnsafe(ref from, i + 16);
                Vector512<float> c = Vector512.LoadUnsafe(ref from, i + 32);
                Vector512<float> d = Vector512.LoadUnsafe(ref from, i + 48);
                wide |= a.AsInt32() ^ one;
                wide |= b.AsInt32() ^ one;
                wide |= c.AsInt32() ^ one;
                wide |= d.AsInt32() ^ one;
                Avx512F.PermuteVar16x32x2(a, first, b).StoreUnsafe(ref to, k);
                Avx512F.PermuteVar16x32x2(b, second, c).StoreUnsafe(ref to, k + 16);
                Avx512F.PermuteVar16x32x2(c, third, d).StoreUnsafe(ref to, k + 32);
            }

            Vector256<int> half = wide.GetLower() | wide.GetUpper();
            differ = half.GetLower() | half.GetUpper();
        }

        for (; i < (nuint)pixels.Length; i += PixelBuffer.Channels, k += 3)
        {
            Vector128<float> pixel = Vector128.LoadUnsafe(ref from, i);
            differ |= pixel.AsInt32() ^ Vector128<float>.One.AsInt32();
            pixel.StoreUnsafe(ref to, k);
        }

        return differ[3] == 0;
    }

    private void PackWide(ReadOnlySpan<float> pixels, Span<ushort> row)
    {
        const int Run = 256;
        Span<float> codes = stackalloc float[Run * PixelBuffer.Channels];
        for (int x = 0; x * Samples < row.Length; x += Run)
        {
            ReadOnlySpan<float> from = pixels[(x * PixelBuffer.Channels)..];
            int count = Math.Min(from.Length / PixelBuffer.Channels, Run);
            LaneLoop.Run(new EncodeWideKernel(from, codes), count);
            Span<ushort> to = row.Slice(x * Samples, count * Samples);
            for (int i = 0, k = 0; i < to.Length; k += PixelBuffer.Channels)
            {
                for (int s = 0; s < Samples; s++)
                {
                    to[i++] = (ushort)codes[k + s];
                }
            }
        }
    }
}
