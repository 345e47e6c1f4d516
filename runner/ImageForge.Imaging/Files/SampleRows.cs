using System.Runtime.CompilerServices;
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
    // Below, 8 bits could tell.
    private const float LeastAlpha = 0.999f;

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
        // Two pixels at a time; what their colours are does not matter.
        Vector256<float> below = Vector256<float>.Zero;
        int x = 0;
        for (; x <= row.Length - Vector256<float>.Count; x += Vector256<float>.Count)
        {
            below |= Vector256.LessThan(Vector256.Create(row[x..]), Vector256.Create(LeastAlpha));
        }

        Vector256<int> alphas = Vector256.Create(0, 0, 0, -1, 0, 0, 0, -1);
        return (below.AsInt32() & alphas) == Vector256<int>.Zero && !(x < row.Length && row[x + 3] < LeastAlpha);
    }

    // Compiled in full at once, as the kernels are: a job writes few pictures.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>Each pixel's straight red, green and blue; false where a pixel is not opaque.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryDropAlpha(ReadOnlySpan<float> pixels, Span<float> rgb)
    {
        ref float from = ref MemoryMarshal.GetReference(pixels);
        ref float to = ref MemoryMarshal.GetReference(rgb);
        nuint i = 0;
        nuint k = 0;
        if (Lanes512.IsSupported)
        {
            Vector512<float> one = Vector512<float>.One;
            Vector512<int> alphas = Vector512.Create(0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0, -1);
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
                Vector512<float> differ = (a ^ one) | (b ^ one) | (c ^ one) | (d ^ one);
                // Mostly alpha is 1, and no division is needed.
                if ((differ.AsInt32() & alphas) != Vector512<int>.Zero)
                {
                    Vector512<float> alphaA = Avx512F.Permute4x32(a, 0xFF);
                    Vector512<float> alphaB = Avx512F.Permute4x32(b, 0xFF);
                    Vector512<float> alphaC = Avx512F.Permute4x32(c, 0xFF);
                    Vector512<float> alphaD = Avx512F.Permute4x32(d, 0xFF);
                    Vector512<float> least = Vector512.Create(LeastAlpha);
                    if (
                        !Vector512.GreaterThanOrEqualAll(alphaA, least)
                        || !Vector512.GreaterThanOrEqualAll(alphaB, least)
                        || !Vector512.GreaterThanOrEqualAll(alphaC, least)
                        || !Vector512.GreaterThanOrEqualAll(alphaD, least)
                    )
                    {
                        return false;
                    }

                    a /= Vector512.Min(alphaA, one);
                    b /= Vector512.Min(alphaB, one);
                    c /= Vector512.Min(alphaC, one);
                    d /= Vector512.Min(alphaD, one);
                }

                Avx512F.PermuteVar16x32x2(a, first, b).StoreUnsafe(ref to, k);
                Avx512F.PermuteVar16x32x2(b, second, c).StoreUnsafe(ref to, k + 16);
                Avx512F.PermuteVar16x32x2(c, third, d).StoreUnsafe(ref to, k + 32);
            }
        }

        for (; i < (nuint)pixels.Length; i += PixelBuffer.Channels, k += 3)
        {
            Vector128<float> pixel = Vector128.LoadUnsafe(ref from, i);
            float alpha = pixel[3];
            if (alpha != 1f)
            {
                if (!(alpha >= LeastAlpha))
                {
                    return false;
                }

                pixel /= Vector128.Create(Math.Min(alpha, 1f));
            }

            pixel.StoreUnsafe(ref to, k);
        }

        return true;
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
