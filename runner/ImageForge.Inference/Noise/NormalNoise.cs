namespace ImageForge.Inference.Noise;

/// <summary>Unit normal noise of which every element has an address: the same in whatever order and on however many threads.</summary>
internal static class NormalNoise
{
    private const int Block = 4;

    /// <summary>Fills a span with a part of a draw.</summary>
    /// <param name="address">Which draw.</param>
    /// <param name="into">Filled.</param>
    /// <param name="first">Index in the draw of the first element; up to 2³⁴ elements.</param>
    public static void Fill(NoiseAddress address, Span<float> into, long first = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + into.Length, (long)Block << 32, nameof(first));
        Span<float> block = stackalloc float[Block];
        int done = 0;
        while (done < into.Length)
        {
            long element = first + done;
            int skipped = (int)(element % Block);
            int taken = Math.Min(Block - skipped, into.Length - done);
            Write(address, (uint)(element / Block), block);
            block.Slice(skipped, taken).CopyTo(into[done..]);
            done += taken;
        }
    }

    private static void Write(NoiseAddress address, uint index, Span<float> block)
    {
        (uint a, uint b, uint c, uint d) = Philox.Words(
            (index, (uint)address.Draw, (uint)address.Variant, (uint)address.Stream),
            (ulong)address.Seed
        );
        (block[0], block[1]) = BoxMuller.Normals(a, b);
        (block[2], block[3]) = BoxMuller.Normals(c, d);
    }
}

/// <summary>Names one draw of noise among all that there are.</summary>
/// <param name="Seed">Of the picture.</param>
/// <param name="Stream">What it is for.</param>
/// <param name="Draw">Which draw of that stream, from 0.</param>
/// <param name="Variant">Which of the pictures that have one seed; 0 where each has a seed of its own.</param>
internal readonly record struct NoiseAddress(long Seed, int Stream, int Draw, int Variant = 0);

/// <summary>
/// Two unit normals out of two random words. Only IEEE 754 additions, multiplications, divisions and roots in double precision
/// and in one order, so that they are the same on every machine.
/// </summary>
internal static class BoxMuller
{
    private const double Word = 1.0 / (1UL << 32);
    private const double QuarterWord = 1.0 / (1U << 30);
    private const double Ln2 = 0.693147180559945309417;
    private const double RootOf2 = 1.4142135623730951;

    // sin(πt/2) in odd powers of t: (π/2)ⁿ/n! with changing sign; the next term is below 1e-13 at t = 1.
    private const double S1 = 1.57079632679489661923;
    private const double S3 = -0.64596409750624625366;
    private const double S5 = 0.079692626246167045120;
    private const double S7 = -0.0046817541353186881006;
    private const double S9 = 0.00016044118478735982187;
    private const double S11 = -3.5988432352120853406e-6;
    private const double S13 = 5.6921729219679268221e-8;
    private const double S15 = -6.6880351098114672325e-10;
    private const double S17 = 6.0669357311061956e-12;

    /// <summary>The pair of a pair of words.</summary>
    public static (float First, float Second) Normals(uint radius, uint angle)
    {
        double length = Math.Sqrt(-2 * Log((radius + 0.5) * Word));
        // Two bits are the quadrant; the others, halfway between neighbours, are where in it: sine and cosine are never zero.
        double part = ((angle & 0x3FFFFFFF) + 0.5) * QuarterWord;
        double sine = QuarterSine(part) * length;
        double cosine = QuarterSine(1 - part) * length;
        return (angle >> 30) switch
        {
            0 => ((float)cosine, (float)sine),
            1 => ((float)-sine, (float)cosine),
            2 => ((float)-cosine, (float)-sine),
            _ => ((float)sine, (float)-cosine),
        };
    }

    private static double QuarterSine(double t)
    {
        double s = t * t;
        double sum =
            (((((((((((((((S17 * s) + S15) * s) + S13) * s) + S11) * s) + S9) * s) + S7) * s) + S5) * s) + S3) * s)
            + S1;
        return sum * t;
    }

    /// <summary>ln of a number between 0 and 1, to one part in 1e12.</summary>
    private static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > RootOf2)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // 2·artanh((m − 1)/(m + 1)) in odd powers, |z| < 0.172.
        double z = (mantissa - 1) / (mantissa + 1);
        double s = z * z;
        double sum =
            (
                (
                    (
                        (
                            (
                                (
                                    (((((((s * (1.0 / 15)) + (1.0 / 13)) * s) + (1.0 / 11)) * s) + (1.0 / 9)) * s)
                                    + (1.0 / 7)
                                ) * s
                            ) + (1.0 / 5)
                        ) * s
                    ) + (1.0 / 3)
                ) * s
            ) + 1;
        return (2 * z * sum) + (exponent * Ln2);
    }
}
