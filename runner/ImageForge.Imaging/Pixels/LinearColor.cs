using System.Globalization;
using System.Numerics;

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
