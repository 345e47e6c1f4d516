using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>What is wrong with a CustomResourceDefinition.</summary>
internal static class DefinitionChecks
{
    public static IEnumerable<FieldError> Check(JsonObject o)
    {
        var spec = o["spec"] as JsonObject ?? [];
        var plural = (string?)spec["names"]?["plural"] ?? "";
        var group = (string?)spec["group"] ?? "";
        if (o.Name() != $"{plural}.{group}")
            yield return FieldError.Invalid("metadata.name", o.Name(), "must be spec.names.plural+\".\"+spec.group");
        if ((string?)spec["scope"] is not ("Namespaced" or "Cluster"))
            yield return FieldError.NotSupported("spec.scope", spec["scope"], ["Cluster", "Namespaced"]);
        if ((string?)spec["names"]?["kind"] is null or "")
            yield return FieldError.Required("spec.names.kind");
        var versions = (spec["versions"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (versions.Count == 0)
            yield return FieldError.Required("spec.versions", "must have at least one version");
        else if (versions.Count(v => v["storage"]?.GetValueKind() == System.Text.Json.JsonValueKind.True) != 1)
            yield return FieldError.Invalid(
                "spec.versions",
                spec["versions"],
                "must have exactly one version marked as storage version"
            );
    }
}
