using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>Whether every default obeys the schema that it stands in.</summary>
internal static class DefaultChecks
{
    public static void Check(StructuralSchema schema, string path, List<FieldError> errors)
    {
        if (schema.DefaultValue is { } value)
        {
            CheckValue(value, schema, $"{path}.default", errors);
        }
        foreach (var (name, property) in schema.Properties)
        {
            Check(property, $"{path}.properties[{name}]", errors);
        }
        if (schema.Items is { } items)
        {
            Check(items, $"{path}.items", errors);
        }
        if (schema.AdditionalProperties is { } values)
        {
            Check(values, $"{path}.additionalProperties", errors);
        }
    }

    private static void CheckValue(JsonNode value, StructuralSchema schema, string path, List<FieldError> errors)
    {
        var pruned = value.DeepClone();
        schema.Prune(pruned, []);
        if (!JsonNode.DeepEquals(pruned, value))
        {
            errors.Add(FieldError.Invalid(path, value, "must not have unknown fields"));
            return;
        }
        // Defaults of what is inside the default count too: it never stands alone.
        schema.Default(pruned);
        var found = ValueValidator.Validate(pruned, null, schema, path);
        errors.AddRange(found);
        if (found.Any(error => error.BlocksRules))
        {
            return;
        }
        var run = new RuleRun();
        RuleNode.Of(schema, schema.EmbeddedResource)?.Validate(pruned, null, path, unchangedParent: false, run);
        errors.AddRange(run.Errors);
    }
}
