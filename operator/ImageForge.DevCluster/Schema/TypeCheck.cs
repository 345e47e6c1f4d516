using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>
/// Whether a value has the type and numeric format that a schema asks for. A whole number written as <c>512.0</c>
/// passes as an integer, an integer passes as a number.
/// </summary>
internal static class TypeCheck
{
    /// <summary>What was wanted and what was given, or null where the value fits.</summary>
    public static (string Wanted, string Given)? Mismatch(JsonNode? value, StructuralSchema schema)
    {
        var types = schema.Types;
        if (types.Count == 0)
        {
            return null;
        }
        var kind = JsonKinds.Of(value);
        if (kind == JsonKind.Null)
        {
            return schema.Nullable ? null : (string.Join(',', types), "null");
        }

        var (given, givenFormat) = Describe(kind);
        var fits =
            types.Contains(given)
            || (kind == JsonKind.Integer && types.Contains("number"))
            || (kind == JsonKind.Number && types.Contains("integer") && JsonKinds.IsWhole(JsonKinds.Number(value!)));
        if (fits)
        {
            return null;
        }

        // Strings and lists pass any format that is not a number's: the format itself is checked apart.
        var textual = kind is JsonKind.String or JsonKind.Array;
        if (schema.Format.Length > 0 && !textual)
        {
            return givenFormat == schema.Format ? null : (schema.Format, givenFormat);
        }
        var numeric = types.Contains("number") || types.Contains("integer");
        if (schema.Format.Length > 0 && textual && !numeric)
        {
            return null;
        }
        return (string.Join(',', types), given);
    }

    private static (string Type, string Format) Describe(JsonKind kind) =>
        kind switch
        {
            JsonKind.Boolean => ("boolean", ""),
            JsonKind.Integer => ("integer", "int64"),
            JsonKind.Number => ("number", "float64"),
            JsonKind.String => ("string", ""),
            JsonKind.Array => ("array", ""),
            _ => ("object", ""),
        };
}
