using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Crds;

/// <summary>The versions of a definition with their schemas and columns.</summary>
internal static class DefinitionVersions
{
    private static readonly string[] ColumnTypes = ["boolean", "date", "integer", "number", "string"];

    public static void Check(JsonObject spec, List<FieldError> errors)
    {
        var versions = Texts.Objects(spec["versions"]).ToList();
        if (versions.Count == 0)
        {
            errors.Add(FieldError.Required("spec.versions", "must have at least one version"));
            return;
        }
        CheckNames(versions, errors);
        if (versions.Count(version => Texts.IsTrue(version["storage"])) != 1)
        {
            errors.Add(
                FieldError.InvalidWithoutValue(
                    "spec.versions",
                    "must have exactly one version marked as storage version"
                )
            );
        }

        // Where all versions share something, it is reported once under the place where it was before versions had any.
        var shared = versions.TrueForAll(version => JsonNode.DeepEquals(version["schema"], versions[0]["schema"]));
        for (var i = 0; i < versions.Count; i++)
        {
            CheckColumns(versions[i], versions.Count == 1 ? "spec" : $"spec.versions[{i}]", errors);
            if (i > 0 && shared)
            {
                continue;
            }
            if (versions[i]["schema"]?["openAPIV3Schema"] is JsonObject schema)
            {
                errors.AddRange(
                    SchemaChecks.Check(
                        schema,
                        shared ? "spec.validation.openAPIV3Schema" : $"spec.versions[{i}].schema.openAPIV3Schema"
                    )
                );
            }
            else
            {
                errors.Add(FieldError.Required($"spec.versions[{i}].schema.openAPIV3Schema", "schemas are required"));
            }
        }
    }

    private static void CheckNames(List<JsonObject> versions, List<FieldError> errors)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < versions.Count; i++)
        {
            var name = Texts.Of(versions[i]["name"]);
            if (!DefinitionNames.Label().IsMatch(name))
            {
                errors.Add(
                    FieldError.Invalid(
                        $"spec.versions[{i}].name",
                        name,
                        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an "
                            + "alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or "
                            + "'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
                    )
                );
            }
            else if (!seen.Add(name))
            {
                errors.Add(FieldError.InvalidWithoutValue("spec.versions", "must contain unique version names"));
            }
            foreach (var flag in new[] { "served", "storage" })
            {
                if (versions[i][flag] is null)
                {
                    errors.Add(FieldError.Required($"spec.versions[{i}].{flag}"));
                }
            }
        }
    }

    private static void CheckColumns(JsonObject version, string path, List<FieldError> errors)
    {
        foreach (var (column, index) in Texts.Objects(version["additionalPrinterColumns"]).Select((c, i) => (c, i)))
        {
            var at = $"{path}.additionalPrinterColumns[{index}]";
            if (Texts.Of(column["name"]).Length == 0)
            {
                errors.Add(FieldError.Required($"{at}.name"));
            }
            var type = Texts.Of(column["type"]);
            if (type.Length == 0)
            {
                errors.Add(FieldError.Required($"{at}.type", $"must be one of {string.Join(',', ColumnTypes)}"));
            }
            else if (!ColumnTypes.Contains(type))
            {
                errors.Add(FieldError.Invalid($"{at}.type", type, $"must be one of {string.Join(',', ColumnTypes)}"));
            }
            var jsonPath = Texts.Of(column["jsonPath"]);
            if (jsonPath.Length == 0)
            {
                errors.Add(FieldError.Required($"{at}.JSONPath"));
            }
            else if (!jsonPath.StartsWith('.'))
            {
                errors.Add(
                    FieldError.Invalid($"{at}.JSONPath", jsonPath, "must be a simple json path starting with .")
                );
            }
        }
    }
}
