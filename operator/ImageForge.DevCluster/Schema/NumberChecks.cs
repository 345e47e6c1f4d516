using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>Range of the format, multipleOf and bounds of a number.</summary>
internal static class NumberChecks
{
    public static void Check(JsonNode value, StructuralSchema schema, string path, List<FieldError> errors)
    {
        var type = schema.Types.Count > 0 ? schema.Types[0] : "";
        if (!InRange(value, type, schema.Format))
        {
            var format = schema.Format.Length > 0 ? $"with format {schema.Format}" : "(default format)";
            errors.Add(FieldError.Invalid(null, "", $"Checked value must be of type {type} {format} in {path}"));
        }
        if (schema.MultipleOf is { } factor && !IsMultiple(value, factor))
        {
            errors.Add(
                FieldError.Invalid(path, value, $"{path} in body should be a multiple of {Bound(value, factor)}")
            );
        }
        if (
            schema.Maximum is { } max
            && Compare(value, max) is var above
            && (above > 0 || Excluded(above, schema.ExclusiveMaximum))
        )
        {
            var than = schema.ExclusiveMaximum ? "less than" : "less than or equal to";
            errors.Add(FieldError.Invalid(path, value, $"{path} in body should be {than} {Bound(value, max)}"));
        }
        if (
            schema.Minimum is { } min
            && Compare(value, min) is var below
            && (below < 0 || Excluded(below, schema.ExclusiveMinimum))
        )
        {
            var than = schema.ExclusiveMinimum ? "greater than" : "greater than or equal to";
            errors.Add(FieldError.Invalid(path, value, $"{path} in body should be {than} {Bound(value, min)}"));
        }
    }

    private static bool Excluded(int comparison, bool exclusive) => comparison == 0 && exclusive;

    private static bool InRange(JsonNode value, string type, string format)
    {
        if (type != "integer")
        {
            return format is not ("float" or "float32") || Math.Abs(JsonKinds.Number(value)) <= float.MaxValue;
        }
        if (JsonKinds.Of(value) == JsonKind.Integer)
        {
            return format != "int32" || JsonKinds.Integer(value) is >= int.MinValue and <= int.MaxValue;
        }
        var number = JsonKinds.Number(value);
        return JsonKinds.IsWhole(number) && (format != "int32" || Math.Abs(number) <= int.MaxValue);
    }

    private static bool IsMultiple(JsonNode value, double factor)
    {
        if (JsonKinds.Of(value) == JsonKind.Integer && Math.Floor(factor) == factor && factor != 0)
        {
            return JsonKinds.Integer(value) % (long)factor == 0;
        }
        return JsonKinds.IsWhole(JsonKinds.Number(value) / factor);
    }

    private static int Compare(JsonNode value, double bound) =>
        JsonKinds.Of(value) == JsonKind.Integer && Math.Floor(bound) == bound && Math.Abs(bound) < long.MaxValue
            ? JsonKinds.Integer(value).CompareTo((long)bound)
            : JsonKinds.Number(value).CompareTo(bound);

    /// <summary>Bounds of whole numbers are told as whole numbers.</summary>
    private static string Bound(JsonNode value, double bound) =>
        JsonKinds.Of(value) == JsonKind.Integer && Math.Floor(bound) == bound && Math.Abs(bound) < long.MaxValue
            ? GoText.Integer((long)bound)
            : GoText.General(bound);
}
