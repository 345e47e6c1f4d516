using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>How large values of a schema can become: by their own limits, or else by what fits into one request.</summary>
internal static class CelSizes
{
    /// <summary>The most bytes of a request.</summary>
    public const double MaxRequest = 3 * 1024 * 1024;

    /// <summary>The most bytes of a string, items of a list or entries of a map.</summary>
    public static double Max(StructuralSchema? schema)
    {
        switch (schema?.Type)
        {
            case "string" when schema.Enum is { Count: > 0 } choices:
                return choices.Max(choice =>
                    JsonKinds.Of(choice) == JsonKind.String ? JsonKinds.Text(choice!).Length : 4
                );
            case "string":
                // Limits count characters, and a character may take four bytes.
                return schema.Format is "date-time" or "date" or "duration" ? 40
                    : schema.MaxLength is { } length ? length * 4
                    : MaxRequest;
            case "array":
                return schema.MaxItems ?? Math.Floor(MaxRequest / (Min(schema.Items) + 1));
            case "object" when schema.AdditionalProperties is { } values:
                return schema.MaxProperties ?? Math.Floor(MaxRequest / (Min(values) + 6));
            case "integer" or "number" or "boolean":
                return 1;
            default:
                return MaxRequest;
        }
    }

    /// <summary>The least bytes that a value takes in JSON.</summary>
    private static double Min(StructuralSchema? schema) =>
        schema?.Type switch
        {
            "boolean" => 4,
            "string" => 2 + (schema.MinLength ?? 0),
            "object" => 2
                + schema
                    .Properties.Where(property =>
                        schema.Required.Contains(property.Key) && property.Value.DefaultValue is null
                    )
                    .Sum(property => property.Key.Length + 4 + Min(property.Value)),
            "array" => 2 + ((schema.MinItems ?? 0) * (Min(schema.Items) + 1)),
            _ => 1,
        };
}
