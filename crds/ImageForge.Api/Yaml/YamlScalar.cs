using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ImageForge.Api.Yaml;

/// <summary>
/// Gives plain scalars the types that kubectl gives them, so that a manifest means the same here and there: the YAML 1.1
/// words for booleans included.
/// </summary>
internal static partial class YamlScalar
{
    public static bool IsNull(string text) => text is "" or "~" or "null" or "Null" or "NULL";

    public static JsonNode? Plain(string text) =>
        text switch
        {
            _ when IsNull(text) => null,
            "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y" => true,
            "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "n" or "N" => false,
            _ => Number(text) ?? JsonValue.Create(text),
        };

    private static JsonNode? Number(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        if (Integer().IsMatch(digits))
        {
            return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                ? Json(value)
                : Json(double.Parse(digits, CultureInfo.InvariantCulture));
        }

        if (Hexadecimal().IsMatch(digits))
        {
            return long.TryParse(digits[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
                ? Json(value)
                : null;
        }

        if (Octal().IsMatch(digits))
        {
            return Json(digits.TrimStart('0', 'o').Aggregate(0L, (sum, digit) => checked((sum * 8) + digit - '0')));
        }

        return Float().IsMatch(digits) && double.TryParse(digits, CultureInfo.InvariantCulture, out var number)
            ? Json(number)
            : null;
    }

    // A number that was parsed from JSON can be read as any type that holds it; one made from a long is a long only. JSON
    // has no infinity: what is larger than all numbers stays text.
    private static JsonNode? Json<T>(T number)
        where T : INumber<T> =>
        T.IsFinite(number) ? JsonNode.Parse(number.ToString(null, CultureInfo.InvariantCulture)) : null;

    [GeneratedRegex("^[-+]?(0|[1-9][0-9]*)$")]
    private static partial Regex Integer();

    [GeneratedRegex("^0x[0-9a-fA-F]{1,16}$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("^0o?[0-7]{1,20}$")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Float();
}
