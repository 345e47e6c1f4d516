using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>
/// Reads JSON nodes as the API server does: a number without fraction and exponent that fits 64 bits is an integer,
/// every other number is a double. Nodes may come from a parsed document or from code.
/// </summary>
internal static class JsonKinds
{
    public static JsonKind Of(JsonNode? node) =>
        node switch
        {
            null => JsonKind.Null,
            JsonObject => JsonKind.Object,
            JsonArray => JsonKind.Array,
            _ => node.GetValueKind() switch
            {
                JsonValueKind.True or JsonValueKind.False => JsonKind.Boolean,
                JsonValueKind.String => JsonKind.String,
                JsonValueKind.Number => IsInteger(node) ? JsonKind.Integer : JsonKind.Number,
                _ => JsonKind.Null,
            },
        };

    public static string Text(JsonNode node) => node.GetValue<string>();

    public static bool Boolean(JsonNode node) => node.GetValueKind() == JsonValueKind.True;

    public static long Integer(JsonNode node) => long.Parse(Raw(node), CultureInfo.InvariantCulture);

    public static double Number(JsonNode node) => double.Parse(Raw(node), CultureInfo.InvariantCulture);

    /// <summary>Whether a double is a whole number that an integer field takes.</summary>
    public static bool IsWhole(double value) => Math.Abs(value) <= 1L << 53 && Math.Floor(value) == value;

    private static bool IsInteger(JsonNode node)
    {
        var raw = Raw(node);
        return raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0
            && long.TryParse(raw, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
    }

    private static string Raw(JsonNode node) => node.ToJsonString();
}

/// <summary>The kinds of JSON values that schemas tell apart: whole numbers that fit 64 bits are their own kind.</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}
