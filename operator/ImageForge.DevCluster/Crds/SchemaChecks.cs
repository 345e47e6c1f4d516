using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>All checks of one schema of a definition.</summary>
internal static class SchemaChecks
{
    /// <param name="schema">The schema as it was written.</param>
    /// <param name="path">Where it is in the definition.</param>
    public static IReadOnlyList<FieldError> Check(JsonObject schema, string path)
    {
        var errors = new List<FieldError>();
        SchemaForm.Check(schema, path, errors);
        if (errors.Count > 0)
        {
            return errors;
        }
        StructuralSchema parsed;
        try
        {
            parsed = StructuralSchema.Parse(schema);
        }
        catch (SchemaException e)
        {
            return [FieldError.InvalidWithoutValue(path, e.Message)];
        }
        StructureChecks.Check(parsed, path, errors);
        if (errors.Count > 0)
        {
            errors.Sort((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));
            return errors;
        }
        RuleChecks.Check(parsed, isResource: true, correlatable: true, path, errors);
        if (errors.Count == 0)
        {
            RuleCosts.Check(parsed, path, errors);
        }
        DefaultChecks.Check(parsed, path, errors);
        return errors;
    }
}
