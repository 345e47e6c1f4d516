using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// 8-bit samples to premultiplied linear light by table, sixteen pixels at a time, for processors that look up 64 bytes at
/// once. The table is cut into the four bytes of its numbers, which all stay in registers.
/// </summary>
internal sealed class DecodeBlocks
{
    private const int Codes = 256;
    private const int Pixels = 16;

    // Three bytes of each pixel in the order of Run, and any for alpha.
    // csharpier-ignore
    private static Vector512<byte> OpaqueOrder => Vector512.Create(
        (byte)0, 1, 2, 0, 12, 13, 14, 0, 24, 25, 26, 0, 36, 37, 38, 0,
        3, 4, 5, 0, 15, 16, 17, 0, 27, 28, 29, 0, 39, 40, 41, 0,
        6, 7, 8, 0, 18, 19, 20, 0, 30, 31, 32, 0, 42, 43, 44, 0,
        9, 10, 11, 0, 21, 22, 23, 0, 33, 34, 35, 0, 45, 46, 47, 0
    );

    private readonly byte[] _planes = new byte[4 * Codes];

    /// <param name="light">The linear light of each code; 1 for the last.</param>
    public DecodeBlocks(ReadOnlySpan<float> light)
    {
        for (int code = 0; code < Codes; code++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(light[code]);
            for (int plane = 0; plane < 4; plane++)
            {
                _planes[(plane * Codes) + code] = (byte)(bits >> (8 * plane));
            }
        }
    }

    public static bool IsSupported => Lanes512.IsSupported && Avx512Vbmi.IsSupported;

    /// <summary>For sRGB: the table is what <see cref="DecodeKernel"/> makes of each code, so the bits are its bits.</summary>
    public static DecodeBlocks Srgb { get; } = new(KernelLight());

    /// <summary>Decodes as many whole blocks of straight RGBA as there are; returns the number of pixels done.</summary>
    // Never a part of its caller, where the compiler's allowance for inlining may be spent already.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public int Run(ReadOnlySpan<byte> rgba, Span<float> pixels)
    {
        int count = Math.Min(rgba.Length, pixels.Length) / (Pixels * PixelBuffer.Channels) * Pixels;
        ref byte from = ref MemoryMarshal.GetReference(rgba);
        ref float to = ref MemoryMarshal.GetReference(pixels);
        Plane p0 = Plane.Load(_planes, 0);
        Plane p1 = Plane.Load(_planes, 1);
        Plane p2 = Plane.Load(_planes, 2);
        Plane p3 = Plane.Load(_planes, 3);
        // Registers are interleaved in quarters: this order of pixels makes up for it.
        Vector512<int> order = Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        for (nint at = 0; at < count; at += Pixels)
        {
            Vector512<uint> block = Vector512.LoadUnsafe(ref Unsafe.Add(ref from, at * 4)).AsUInt32();
            Vector512<byte> codes = Avx512F.PermuteVar16x32(block.AsInt32(), order).AsByte();
            Interleave(
                p0.Of(codes),
                p1.Of(codes),
                p2.Of(codes),
                p3.Of(codes),
                out var q0,
                out var q1,
                out var q2,
                out var q3
            );
            if (!Vector512.GreaterThanOrEqualAll(block, Vector512.Create(0xFF000000u)))
            {
                Vector512<float> alphas =
                    Vector512.ConvertToSingle((block >> 24).AsInt32()) * Vector512.Create(1f / 255f);
                q0 = Premultiplied(q0, alphas, 0);
                q1 = Premultiplied(q1, alphas, 4);
                q2 = Premultiplied(q2, alphas, 8);
                q3 = Premultiplied(q3, alphas, 12);
            }

            ref float target = ref Unsafe.Add(ref to, at * 4);
            q0.StoreUnsafe(ref target);
            q1.StoreUnsafe(ref target, 16);
            q2.StoreUnsafe(ref target, 32);
            q3.StoreUnsafe(ref target, 48);
        }

        return count;
    }

    /// <summary>Decodes as many whole blocks of RGB as can be read in registers; returns the number of pixels done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public int RunOpaque(ReadOnlySpan<byte> rgb, Span<float> pixels)
    {
        ref byte from = ref MemoryMarshal.GetReference(rgb);
        ref float to = ref MemoryMarshal.GetReference(pixels);
        Plane p0 = Plane.Load(_planes, 0);
        Plane p1 = Plane.Load(_planes, 1);
        Plane p2 = Plane.Load(_planes, 2);
        Plane p3 = Plane.Load(_planes, 3);
        Vector512<byte> opaque = Vector512.Create(0xFF000000u).AsByte();
        // A register holds more than the block. Of fewer bytes than a register, division would round the last start up to 0.
        nint last =
            rgb.Length < Vector512<byte>.Count
                ? -1
                : Math.Min((rgb.Length - Vector512<byte>.Count) / 3, (pixels.Length / PixelBuffer.Channels) - Pixels);
        nint at = 0;
        for (; at <= last; at += Pixels)
        {
            Vector512<byte> block = Vector512.LoadUnsafe(ref Unsafe.Add(ref from, at * 3));
            Vector512<byte> codes = Avx512Vbmi.PermuteVar64x8(block, OpaqueOrder) | opaque;
            Interleave(
                p0.Of(codes),
                p1.Of(codes),
                p2.Of(codes),
                p3.Of(codes),
                out var q0,
                out var q1,
                out var q2,
                out var q3
            );
            ref float target = ref Unsafe.Add(ref to, at * 4);
            q0.StoreUnsafe(ref target);
            q1.StoreUnsafe(ref target, 16);
            q2.StoreUnsafe(ref target, 32);
            q3.StoreUnsafe(ref target, 48);
        }

        return (int)at;
    }

    /// <summary>Numbers of their four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(
        Vector512<byte> b0,
        Vector512<byte> b1,
        Vector512<byte> b2,
        Vector512<byte> b3,
        out Vector512<float> q0,
        out Vector512<float> q1,
        out Vector512<float> q2,
        out Vector512<float> q3
    )
    {
        Vector512<ushort> low01 = Avx512BW.UnpackLow(b0, b1).AsUInt16();
        Vector512<ushort> low23 = Avx512BW.UnpackLow(b2, b3).AsUInt16();
        Vector512<ushort> high01 = Avx512BW.UnpackHigh(b0, b1).AsUInt16();
        Vector512<ushort> high23 = Avx512BW.UnpackHigh(b2, b3).AsUInt16();
        q0 = Avx512BW.UnpackLow(low01, low23).AsSingle();
        q1 = Avx512BW.UnpackHigh(low01, low23).AsSingle();
        q2 = Avx512BW.UnpackLow(high01, high23).AsSingle();
        q3 = Avx512BW.UnpackHigh(high01, high23).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Premultiplied(Vector512<float> light, Vector512<float> alphas, int first)
    {
        Vector512<int> each =
            Vector512.Create(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3) + Vector512.Create(first);
        Vector512<float> alpha = Avx512F.PermuteVar16x32(alphas, each);
        return Vector512.ConditionalSelect(
            Vector512.Create(0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0, -1).AsSingle(),
            alpha,
            light * alpha
        );
    }

    private static float[] KernelLight()
    {
        float[] table = new float[Codes];
        Span<byte> rgba = stackalloc byte[4];
        Span<float> light = stackalloc float[4];
        for (int code = 0; code < Codes; code++)
        {
            rgba.Fill((byte)code);
            rgba[3] = byte.MaxValue;
            new DecodeKernel(rgba, light).Step<ScalarLanes>(0);
            table[code] = light[0];
        }

        return table;
    }

    /// <summary>One byte of all 256 numbers.</summary>
    private readonly struct Plane(Vector512<byte> v0, Vector512<byte> v1, Vector512<byte> v2, Vector512<byte> v3)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Plane Load(byte[] planes, int plane)
        {
            ReadOnlySpan<byte> at = planes.AsSpan(plane * Codes, Codes);
            return new(
                Vector512.Create(at),
                Vector512.Create(at[64..]),
                Vector512.Create(at[128..]),
                Vector512.Create(at[192..])
            );
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<byte> Of(Vector512<byte> codes) =>
            Vector512.ConditionalSelect(
                Vector512.LessThan(codes.AsSByte(), Vector512<sbyte>.Zero).AsByte(),
                Avx512Vbmi.PermuteVar64x8x2(v2, codes, v3),
                Avx512Vbmi.PermuteVar64x8x2(v0, codes, v1)
            );
    }
}
