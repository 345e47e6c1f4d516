using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>
/// What is wrong with a CustomResourceDefinition. Parts are checked in order, and a schema is looked at more closely
/// only once its form is right, as every further check relies on it.
/// </summary>
internal static class DefinitionValidator
{
    /// <param name="definition">The definition as it is to be stored, with defaults.</param>
    /// <param name="old">What it replaces; null when it is being created.</param>
    /// <returns>All errors but those of metadata other than the name's relation to the spec; none where it is right.</returns>
    public static IReadOnlyList<FieldError> Validate(JsonObject definition, JsonObject? old)
    {
        var errors = new List<FieldError>();
        if (definition["spec"] is not JsonObject spec)
        {
            return [FieldError.Required("spec")];
        }
        DefinitionNames.Check(definition, spec, errors);
        DefinitionVersions.Check(spec, errors);
        if (old is not null)
        {
            DefinitionChanges.Check(definition, old, errors);
        }
        return errors;
    }
}
