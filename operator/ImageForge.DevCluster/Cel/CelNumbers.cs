using System.Globalization;

namespace ImageForge.DevCluster.Cel;

/// <summary>The values of number literals.</summary>
internal static class CelNumbers
{
    /// <param name="token">The literal.</param>
    /// <param name="sign">A minus that stands before it: the least integer has no positive form.</param>
    /// <returns>Null where the number does not fit its type.</returns>
    public static CelValue? Parse(CelToken token, string sign) =>
        token.Kind switch
        {
            CelTokenKind.Double => new CelDouble(double.Parse(sign + token.Text, CultureInfo.InvariantCulture)),
            CelTokenKind.Uint => ParseUint(token.Text) is { } unsigned ? new CelUint(unsigned) : null,
            _ => ParseInt(token.Text, sign) is { } signed ? new CelInt(signed) : null,
        };

    private static long? ParseInt(string text, string sign)
    {
        if (!IsHex(text))
        {
            return long.TryParse(sign + text, CultureInfo.InvariantCulture, out var value) ? value : null;
        }
        if (ParseUint(text) is not { } magnitude)
        {
            return null;
        }
        if (sign.Length == 0)
        {
            return magnitude <= long.MaxValue ? (long)magnitude : null;
        }
        return magnitude <= 1UL << 63 ? unchecked(-(long)magnitude) : null;
    }

    private static ulong? ParseUint(string text)
    {
        var hex = IsHex(text);
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ulong.TryParse(hex ? text[2..] : text, style, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    private static bool IsHex(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
}
