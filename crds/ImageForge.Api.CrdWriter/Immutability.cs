using System.Text.Json.Nodes;

namespace ImageForge.Api.CrdWriter;

/// <summary>Rules that forbid changes.</summary>
internal static class Immutability
{
    private const string Unchanged = "self == oldSelf";

    /// <summary>
    /// Forbids changes of all properties but some. A rule on a property sees changes of its value only, so its
    /// appearance and disappearance are the business of a rule on the parent.
    /// </summary>
    public static void Add(JsonObject schema, IReadOnlyList<string> mutable)
    {
        foreach (var (name, node) in (JsonObject)schema["properties"]!)
        {
            if (mutable.Contains(name) || node is not JsonObject property)
            {
                continue;
            }

            var message = $"{name} is immutable";
            Rules.Add(property, Unchanged, message);
            if (!property.ContainsKey("default"))
            {
                Rules.Add(schema, $"has(self.{name}) == has(oldSelf.{name})", message, "." + name);
            }
        }
    }

    /// <summary>Whether a field cannot be changed.</summary>
    public static bool Holds(JsonNode schema) =>
        schema[Rules.Key] is JsonArray rules && rules.Any(rule => rule!["rule"]!.GetValue<string>() == Unchanged);
}
