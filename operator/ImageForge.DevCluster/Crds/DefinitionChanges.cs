using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>What cannot be changed once a definition is served.</summary>
internal static class DefinitionChanges
{
    private const string Immutable = "field is immutable";

    public static void Check(JsonObject definition, JsonObject old, List<FieldError> errors)
    {
        Same(definition, old, "spec.group", errors, "group");
        if (IsEstablished(old))
        {
            Same(definition, old, "spec.scope", errors, "scope");
            Same(definition, old, "spec.names.kind", errors, "names", "kind");
        }
        Same(definition, old, "spec.names.plural", errors, "names", "plural");

        var versions = Texts
            .Objects(definition["spec"]?["versions"])
            .Select(version => Texts.Of(version["name"]))
            .ToList();
        foreach (
            var (stored, index) in (old["status"]?["storedVersions"] as JsonArray ?? []).Select(
                (s, i) => (Texts.Of(s), i)
            )
        )
        {
            if (!versions.Contains(stored))
            {
                errors.Add(
                    FieldError.Invalid($"status.storedVersions[{index}]", stored, "must appear in spec.versions")
                );
            }
        }
    }

    private static bool IsEstablished(JsonObject definition) =>
        Texts
            .Objects(definition["status"]?["conditions"])
            .Any(condition => Texts.Of(condition["type"]) == "Established" && Texts.Of(condition["status"]) == "True");

    private static void Same(
        JsonObject definition,
        JsonObject old,
        string path,
        List<FieldError> errors,
        params string[] keys
    )
    {
        var (now, before) = (definition["spec"], old["spec"]);
        foreach (var key in keys)
        {
            (now, before) = (now?[key], before?[key]);
        }
        if (!JsonNode.DeepEquals(now, before))
        {
            errors.Add(FieldError.Invalid(path, now, Immutable));
        }
    }
}
