using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>
/// Renders values the way the API server's messages do. Clients and recordings compare these messages word for word,
/// so quoting and the shape of floating-point numbers follow that server's language and not .NET's.
/// </summary>
internal static class GoText
{
    public static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A value in an error message: scalars as they are, strings quoted, the rest as JSON.</summary>
    public static string Value(JsonNode? node) =>
        JsonKinds.Of(node) switch
        {
            JsonKind.String => Quote(JsonKinds.Text(node!)),
            JsonKind.Integer => Integer(JsonKinds.Integer(node!)),
            JsonKind.Number => General(JsonKinds.Number(node!)),
            _ => Json(node),
        };

    /// <summary>A value as compact JSON.</summary>
    public static string Json(JsonNode? node) => GoJson.Write(node);

    /// <summary>A number as it stands in JSON: with an exponent from 1e21 on and below 1e-6.</summary>
    public static string JsonNumber(double value) =>
        Shortest(value, smallest: -6, largest: 21).Replace("e-0", "e-", StringComparison.Ordinal);

    /// <summary>The shortest form that reads back, with an exponent from 1e6 on and below 1e-4.</summary>
    public static string General(double value) => Shortest(value, smallest: -4, largest: 6);

    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            AppendQuoted(quoted, rune);
        }
        return quoted.Append('"').ToString();
    }

    private static void AppendQuoted(StringBuilder quoted, Rune rune)
    {
        switch (rune.Value)
        {
            case '"':
                quoted.Append("\\\"");
                break;
            case '\\':
                quoted.Append("\\\\");
                break;
            case '\a':
                quoted.Append("\\a");
                break;
            case '\b':
                quoted.Append("\\b");
                break;
            case '\f':
                quoted.Append("\\f");
                break;
            case '\n':
                quoted.Append("\\n");
                break;
            case '\r':
                quoted.Append("\\r");
                break;
            case '\t':
                quoted.Append("\\t");
                break;
            case '\v':
                quoted.Append("\\v");
                break;
            case < ' ' or 0x7f:
                quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                break;
            default:
                if (IsPrintable(rune))
                {
                    quoted.Append(rune.ToString());
                }
                else if (rune.Value <= 0xffff)
                {
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
                }
                else
                {
                    quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
                }
                break;
        }
    }

    private static bool IsPrintable(Rune rune) =>
        rune.Value == ' '
        || Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator
            );

    private static string Shortest(double value, int smallest, int largest)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN"
                : value > 0 ? "+Inf"
                : "-Inf";
        }
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0" : "0";
        }

        var (digits, exponent) = Decompose(Math.Abs(value));
        var sign = value < 0 ? "-" : "";
        if (exponent < smallest || exponent >= largest)
        {
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
            var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{power}";
        }
        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }
        if (digits.Length <= exponent + 1)
        {
            return sign + digits.PadRight(exponent + 1, '0');
        }
        return $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>The significant digits of the shortest round-trip form, and the power of ten of the first one.</summary>
    private static (string Digits, int Exponent) Decompose(double value)
    {
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var point = parts[0].IndexOf('.');
        var whole = point < 0 ? parts[0] : parts[0][..point];
        var all = parts[0].Replace(".", "", StringComparison.Ordinal);
        var leadingZeros = all.Length - all.TrimStart('0').Length;
        var exponent = whole.Length - 1 - leadingZeros;
        if (parts.Length == 2)
        {
            exponent += int.Parse(parts[1], CultureInfo.InvariantCulture);
        }
        return (all.Trim('0'), exponent);
    }
}
