using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// Straight 8-bit sRGB to premultiplied linear light by table, sixteen pixels at a time, for processors that look up
/// 64 bytes at once. The table is what <see cref="DecodeKernel"/> makes of each code, so the bits are its bits. It is
/// cut into the four bytes of its numbers, which all stay in registers.
/// </summary>
internal static class DecodeBlocks
{
    private const int Codes = 256;
    private const int Pixels = 16;

    private static readonly byte[] Planes = MakePlanes();

    public static bool IsSupported => Lanes512.IsSupported && Avx512Vbmi.IsSupported;

    /// <summary>Decodes as many whole blocks as there are; gives back their pixels.</summary>
    // Never a part of its caller, where the compiler's allowance for inlining may be spent already.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static int Run(ReadOnlySpan<byte> rgba, Span<float> pixels)
    {
        int count = Math.Min(rgba.Length, pixels.Length) / (Pixels * PixelBuffer.Channels) * Pixels;
        ref byte from = ref MemoryMarshal.GetReference(rgba);
        ref float to = ref MemoryMarshal.GetReference(pixels);
        Plane p0 = Plane.Load(0);
        Plane p1 = Plane.Load(1);
        Plane p2 = Plane.Load(2);
        Plane p3 = Plane.Load(3);
        // Registers are woven in quarters: this order of pixels is what the weaving sets right.
        Vector512<int> order = Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        for (nint at = 0; at < count; at += Pixels)
        {
            Vector512<uint> block = Vector512.LoadUnsafe(ref Unsafe.Add(ref from, at * 4)).AsUInt32();
            Vector512<byte> codes = Avx512F.PermuteVar16x32(block.AsInt32(), order).AsByte();
            Vector512<byte> b0 = p0.Of(codes);
            Vector512<byte> b1 = p1.Of(codes);
            Vector512<byte> b2 = p2.Of(codes);
            Vector512<byte> b3 = p3.Of(codes);
            Vector512<ushort> low01 = Avx512BW.UnpackLow(b0, b1).AsUInt16();
            Vector512<ushort> low23 = Avx512BW.UnpackLow(b2, b3).AsUInt16();
            Vector512<ushort> high01 = Avx512BW.UnpackHigh(b0, b1).AsUInt16();
            Vector512<ushort> high23 = Avx512BW.UnpackHigh(b2, b3).AsUInt16();
            Vector512<float> q0 = Avx512BW.UnpackLow(low01, low23).AsSingle();
            Vector512<float> q1 = Avx512BW.UnpackHigh(low01, low23).AsSingle();
            Vector512<float> q2 = Avx512BW.UnpackLow(high01, high23).AsSingle();
            Vector512<float> q3 = Avx512BW.UnpackHigh(high01, high23).AsSingle();
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

    private static byte[] MakePlanes()
    {
        byte[] planes = new byte[4 * Codes];
        Span<byte> rgba = stackalloc byte[4];
        Span<float> light = stackalloc float[4];
        for (int code = 0; code < Codes; code++)
        {
            rgba.Fill((byte)code);
            rgba[3] = byte.MaxValue;
            new DecodeKernel(rgba, light).Step<ScalarLanes>(0);
            uint bits = BitConverter.SingleToUInt32Bits(light[0]);
            for (int plane = 0; plane < 4; plane++)
            {
                planes[(plane * Codes) + code] = (byte)(bits >> (8 * plane));
            }
        }

        return planes;
    }

    /// <summary>One byte of all 256 numbers.</summary>
    private readonly struct Plane(Vector512<byte> v0, Vector512<byte> v1, Vector512<byte> v2, Vector512<byte> v3)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Plane Load(int plane)
        {
            ReadOnlySpan<byte> at = Planes.AsSpan(plane * Codes, Codes);
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
