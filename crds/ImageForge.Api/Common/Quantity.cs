using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ImageForge.Api.Common;

/// <summary>An amount of a resource, such as <c>500m</c>, <c>2</c> or <c>8Gi</c>, as Kubernetes writes it.</summary>
/// <param name="Value">The amount as text.</param>
public readonly record struct Quantity(string Value)
{
    /// <summary>
    /// Pattern of a quantity string: not negative, and with an exponent of at most two digits, since larger ones keep
    /// an API server busy for minutes.
    /// </summary>
    public const string Format = "^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,2})?$";

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Reads a quantity from a string or a whole number and writes it as a string.</summary>
public sealed class QuantityConverter : StructConverter<Quantity>
{
    /// <inheritdoc/>
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? new Quantity(reader.GetInt64().ToString(CultureInfo.InvariantCulture))
            : new Quantity(reader.GetString() ?? "0");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

/// <summary>Parses Kubernetes quantities: <c>500m</c>, <c>2</c>, <c>1Gi</c>, <c>1e3</c>.</summary>
public static partial class QuantityText
{
    // Bounds of Kubernetes quantities.
    private const decimal Largest = long.MaxValue;
    private const decimal Smallest = 1e-9m;

    private static readonly Dictionary<string, decimal> Factors = new()
    {
        [""] = 1,
        ["Ki"] = 1024m,
        ["Mi"] = 1024m * 1024,
        ["Gi"] = 1024m * 1024 * 1024,
        ["Ti"] = 1024m * 1024 * 1024 * 1024,
        ["Pi"] = 1024m * 1024 * 1024 * 1024 * 1024,
        ["Ei"] = 1024m * 1024 * 1024 * 1024 * 1024 * 1024,
        ["n"] = 1e-9m,
        ["u"] = 1e-6m,
        ["m"] = 1e-3m,
        ["k"] = 1e3m,
        ["M"] = 1e6m,
        ["G"] = 1e9m,
        ["T"] = 1e12m,
        ["P"] = 1e15m,
        ["E"] = 1e18m,
    };

    /// <summary>Parses a quantity.</summary>
    /// <param name="text">The amount.</param>
    /// <returns>Units (cores, bytes, pieces); 0 for an invalid quantity.</returns>
    public static decimal Parse(string? text) => TryParse(text, out var amount) ? amount : 0;

    /// <summary>Parses a quantity.</summary>
    /// <param name="text">The amount.</param>
    /// <param name="amount">
    /// Units (cores, bytes, pieces), from -(2^63 - 1) to 2^63 - 1: as in Kubernetes, what lies beyond counts as the bound.
    /// </param>
    /// <returns>Whether the text is a valid quantity.</returns>
    public static bool TryParse(string? text, out decimal amount)
    {
        amount = 0;
        if (Pattern().Match(text ?? "") is not { Success: true } match)
        {
            return false;
        }

        var number = match.Groups["number"].Value;
        var exponent = match.Groups["exponent"].Value;
        var factor = exponent.Length > 0 ? 1 : Factors[match.Groups["suffix"].Value];
        // Values beyond the range of decimal exceed the bounds anyway.
        var rough = double.Parse(number + exponent, CultureInfo.InvariantCulture) * (double)factor;
        amount =
            Math.Abs(rough) >= (double)Largest ? Largest * Math.Sign(rough)
            : decimal.TryParse(number + exponent, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
                ? exact * factor
            : (decimal)rough;
        if (amount == 0 && number.AsSpan().ContainsAnyInRange('1', '9'))
        {
            amount = number[0] == '-' ? -Smallest : Smallest;
        }

        return true;
    }

    [GeneratedRegex(
        @"^(?<number>[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+))((?<suffix>[KMGTPE]i|[numkMGTPE])|(?<exponent>[eE][+-]?[0-9]+))?\z"
    )]
    private static partial Regex Pattern();
}
