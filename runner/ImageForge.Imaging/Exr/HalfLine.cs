using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImageForge.Imaging.Exr;

/// <summary>Converts lines of interleaved floats (R, G, B, A) to planes of halves (A, B, G, R), and halves to floats.</summary>
internal static class HalfLine
{
    private const float Largest = 65504f;

    /// <summary>Rounds to nearest, ties to even. What a half cannot hold becomes its largest value.</summary>
    public static void Write(ReadOnlySpan<float> pixels, Span<ushort> line)
    {
        int width = pixels.Length / 4;
        Span<ushort> a = line[..width];
        Span<ushort> b = line.Slice(width, width);
        Span<ushort> g = line.Slice(2 * width, width);
        Span<ushort> r = line.Slice(3 * width, width);
        ReadOnlySpan<Vector256<float>> pairs = MemoryMarshal.Cast<float, Vector256<float>>(pixels);
        int x = 0;
        foreach (Vector256<float> pair in pairs)
        {
            // Two pixels: eight halves in the low halves of eight lanes.
            Vector256<uint> halves = ToHalf(pair);
            Vector128<ushort> narrow = Vector128.Narrow(halves.GetLower(), halves.GetUpper());
            r[x] = narrow.GetElement(0);
            g[x] = narrow.GetElement(1);
            b[x] = narrow.GetElement(2);
            a[x] = narrow.GetElement(3);
            r[x + 1] = narrow.GetElement(4);
            g[x + 1] = narrow.GetElement(5);
            b[x + 1] = narrow.GetElement(6);
            a[x + 1] = narrow.GetElement(7);
            x += 2;
        }

        for (; x < width; x++)
        {
            r[x] = One(pixels[x * 4]);
            g[x] = One(pixels[(x * 4) + 1]);
            b[x] = One(pixels[(x * 4) + 2]);
            a[x] = One(pixels[(x * 4) + 3]);
        }
    }

    /// <summary>Exact; NaN stays NaN.</summary>
    public static void Read(ReadOnlySpan<ushort> halves, Span<float> floats)
    {
        ReadOnlySpan<Vector128<ushort>> eights = MemoryMarshal.Cast<ushort, Vector128<ushort>>(halves);
        int x = 0;
        foreach (Vector128<ushort> eight in eights)
        {
            ToFloat(Vector256.WidenLower(eight.ToVector256Unsafe())).CopyTo(floats[x..]);
            x += Vector128<ushort>.Count;
        }

        for (; x < halves.Length; x++)
        {
            floats[x] = (float)BitConverter.UInt16BitsToHalf(halves[x]);
        }
    }

    /// <summary>Eight halves, each in the lower half of its lane.</summary>
    internal static Vector256<float> ToFloat(Vector256<uint> halves)
    {
        Vector256<uint> magnitude = halves & Vector256.Create(0x7FFFu);
        // Read as a float, a half's bits are its value times 2 to the -112, subnormal ones too.
        Vector256<float> scaled = (magnitude << 13).AsSingle() * Vector256.Create(0x77800000u).AsSingle();
        // Infinity and NaN have exponents of their own.
        Vector256<uint> special = Vector256.GreaterThan(magnitude, Vector256.Create(0x7BFFu));
        Vector256<uint> bits = scaled.AsUInt32() | (special & Vector256.Create(0x7F800000u));
        return (bits | ((halves & Vector256.Create(0x8000u)) << 16)).AsSingle();
    }

    /// <summary>One value, by the platform's own conversion: the twin that a test holds the vectors to.</summary>
    internal static ushort One(float value) =>
        BitConverter.HalfToUInt16Bits((Half)Math.Clamp(value, -Largest, Largest));

    internal static Vector256<uint> ToHalf(Vector256<float> value)
    {
        Vector256<uint> bits = value.AsUInt32();
        Vector256<uint> sign = bits & Vector256.Create(0x80000000u);
        Vector256<float> magnitude = Vector256.Min((bits ^ sign).AsSingle(), Vector256.Create(Largest));
        // Below the smallest normal half, adding 1/2 lets the adder itself round to the steps of a subnormal.
        Vector256<uint> small = (magnitude + Vector256.Create(0.5f)).AsUInt32() - Vector256.Create(0x3F000000u);
        Vector256<uint> m = magnitude.AsUInt32();
        // 13 bits of the mantissa go: add just under a half of the last kept bit, and one more where that bit is odd.
        Vector256<uint> odd = (m >>> 13) & Vector256<uint>.One;
        Vector256<uint> normal = (m - Vector256.Create(0x38000000u) + Vector256.Create(0x0FFFu) + odd) >>> 13;
        Vector256<uint> half = Vector256.ConditionalSelect(
            Vector256.LessThan(m, Vector256.Create(0x38800000u)),
            small,
            normal
        );
        // NaN has no size to compare: it stays a quiet NaN.
        half = Vector256.ConditionalSelect(Vector256.Equals(value, value).AsUInt32(), half, Vector256.Create(0x7E00u));
        return half | (sign >>> 16);
    }
}
