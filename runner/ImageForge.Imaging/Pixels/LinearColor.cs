using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace ImageForge.Imaging.Pixels;

/// <summary>A colour in linear light, not premultiplied. Components may exceed 1 where the colour emits light.</summary>
/// <param name="R">Red.</param>
/// <param name="G">Green.</param>
/// <param name="B">Blue.</param>
/// <param name="A">Opacity, 0–1.</param>
public readonly record struct LinearColor(float R, float G, float B, float A = 1f)
{
    /// <summary>From 8-bit sRGB components.</summary>
    public static LinearColor FromSrgb(byte r, byte g, byte b, byte a = 255) =>
        new(Transfer.ToLinear(r), Transfer.ToLinear(g), Transfer.ToLinear(b), a / 255f);

    /// <summary>Reads <c>#rrggbb</c> or <c>#rrggbbaa</c> (sRGB, hexadecimal).</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static LinearColor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> digits = text.AsSpan().TrimStart('#');
        if (
            digits.Length is not (6 or 8)
            || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
        )
        {
            throw new FormatException($"'{text}' is not a colour: expected #rrggbb or #rrggbbaa.");
        }

        uint rgba = digits.Length == 6 ? (value << 8) | 0xFF : value;
        return FromSrgb((byte)(rgba >> 24), (byte)(rgba >> 16), (byte)(rgba >> 8), (byte)rgba);
    }

    internal Vector4 Premultiplied => new(R * A, G * A, B * A, A);

    internal LinearColor Mix(LinearColor other, float amount) =>
        new(
            R + ((other.R - R) * amount),
            G + ((other.G - G) * amount),
            B + ((other.B - B) * amount),
            A + ((other.A - A) * amount)
        );

    /// <summary>The same hue with its light multiplied; above 1 it emits.</summary>
    internal LinearColor Scale(float gain) => new(R * gain, G * gain, B * gain, A);

    internal LinearColor WithAlpha(float alpha) => new(R, G, B, alpha);

    internal float Luminance => (0.2126f * R) + (0.7152f * G) + (0.0722f * B);
}

/// <summary>The sRGB transfer function (IEC 61966-2-1) in double precision, for single values and tables; rows go through <see cref="SrgbCurve"/>.</summary>
internal static class Transfer
{
    private static readonly float[] DecodeTable = BuildDecodeTable();

    public static float ToLinear(byte encoded) => DecodeTable[encoded];

    internal static double Encode(double linear) =>
        linear <= 0.0031308 ? linear * 12.92 : (1.055 * StableMath.Pow(linear, 1 / 2.4)) - 0.055;

    internal static double Decode(double encoded) =>
        encoded <= 0.04045 ? encoded / 12.92 : StableMath.Pow((encoded + 0.055) / 1.055, 2.4);

    private static float[] BuildDecodeTable()
    {
        float[] table = new float[256];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (float)Decode(i / 255.0);
        }

        return table;
    }
}

/// <summary>What a pixel of a file in floating point may be once it is taken in.</summary>
internal static class LightRange
{
    private const float Largest = 65504f;

    /// <summary>
    /// Without NaN, infinity and colours outside Rec. 709, alpha within 0–1: one such pixel would spread through every blur.
    /// </summary>
    public static Vector4 Clip(Vector4 p)
    {
        Vector128<float> v = p.AsVector128();
        // NaN is not greater than anything.
        v &= Vector128.GreaterThan(v, Vector128<float>.Zero);
        return Vector128.Min(v, Vector128.Create(Largest, Largest, Largest, 1f)).AsVector4();
    }
}
