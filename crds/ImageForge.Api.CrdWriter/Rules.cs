using System.Text.Json.Nodes;

namespace ImageForge.Api.CrdWriter;

/// <summary>Validation rules of a schema.</summary>
internal static class Rules
{
    /// <summary>The member of a schema that holds them.</summary>
    public const string Key = "x-kubernetes-validations";

    /// <summary>Appends a rule.</summary>
    public static void Add(JsonObject schema, string rule, string message, string? fieldPath = null)
    {
        if (schema[Key] is not JsonArray rules)
        {
            schema[Key] = rules = [];
        }

        var entry = new JsonObject { ["rule"] = rule, ["message"] = message };
        if (fieldPath is not null)
        {
            entry["fieldPath"] = fieldPath;
        }

        rules.Add(entry);
    }
}
