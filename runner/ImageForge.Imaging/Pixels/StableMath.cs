namespace ImageForge.Imaging.Pixels;

/// <summary>
/// Transcendental functions made only of IEEE 754 additions, multiplications and divisions. The platform's own may
/// differ in the last bit between C libraries; these give the same bits on every machine.
/// </summary>
public static class StableMath
{
    private const double Ln2 = 0.693147180559945309417;
    private const double HalfPi = Math.PI / 2;

    /// <summary>Sine of an angle in radians.</summary>
    public static float Sin(float radians) => (float)Sine(radians);

    /// <summary>Cosine of an angle in radians.</summary>
    public static float Cos(float radians) => (float)Sine(radians + HalfPi);

    /// <summary>x^y for x ≥ 0.</summary>
    public static double Pow(double x, double y) =>
        x <= 0 ? 0
        : x == 1 ? 1
        : Exp(y * Log(x));

    /// <summary>x^y for x ≥ 0.</summary>
    public static float Pow(float x, float y) => (float)Pow((double)x, y);

    /// <summary>Natural logarithm of a positive, normal number.</summary>
    public static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = 2 artanh((m - 1) / (m + 1)); |z| < 0.172, so eleven odd terms reach double precision.
        double z = (mantissa - 1) / (mantissa + 1);
        double square = z * z;
        double sum = 0;
        for (int k = 21; k >= 1; k -= 2)
        {
            sum = (sum * square) + (1.0 / k);
        }

        return (2 * z * sum) + (exponent * Ln2);
    }

    /// <summary>e^x, with x limited to −700 to 700.</summary>
    public static float Exp(float x) => (float)Exp((double)x);

    /// <summary>e^x, with x limited to −700 to 700.</summary>
    public static double Exp(double x)
    {
        x = Math.Clamp(x, -700, 700);
        double n = Math.Floor((x / Ln2) + 0.5);
        double r = x - (n * Ln2);
        double sum = 1;
        for (int k = 13; k >= 1; k--)
        {
            sum = 1 + (sum * r / k);
        }

        return sum * BitConverter.Int64BitsToDouble(((long)n + 1023) << 52);
    }

    /// <summary>Sine of an angle in radians, in double precision.</summary>
    public static double Sine(double x)
    {
        double n = Math.Floor((x / Math.PI) + 0.5);
        double r = x - (n * Math.PI);
        double square = r * r;
        double sum = 1;
        for (int k = 19; k >= 1; k -= 2)
        {
            // Horner form of r - r³/3! + …: each step divides by the next two factors.
            sum = 1 - (square / ((k + 1) * (k + 2.0)) * sum);
        }

        return ((long)n & 1) == 0 ? r * sum : -r * sum;
    }
}
