using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Schema;

/// <summary>The body of a 422 answer.</summary>
internal static class InvalidStatus
{
    /// <param name="group">The API group of the refused object; empty for the core group.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name; empty where it has none yet.</param>
    /// <param name="errors">At least one cause.</param>
    public static JsonObject Build(string group, string kind, string name, IReadOnlyList<FieldError> errors)
    {
        var messages = errors.Select(error => error.ToString()).Distinct().ToList();
        var summary = messages.Count == 1 ? messages[0] : $"[{string.Join(", ", messages)}]";
        var qualified = group.Length == 0 ? kind : $"{kind}.{group}";
        var details = new JsonObject();
        if (name.Length > 0)
        {
            details["name"] = name;
        }
        if (group.Length > 0)
        {
            details["group"] = group;
        }
        if (kind.Length > 0)
        {
            details["kind"] = kind;
        }
        details["causes"] = new JsonArray([
            .. errors.Select(error => new JsonObject
            {
                ["reason"] = error.Reason,
                ["message"] = error.Message,
                ["field"] = error.Field,
            }),
        ]);
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = $"{qualified} {GoText.Quote(name)} is invalid: {summary}",
            ["reason"] = "Invalid",
            ["details"] = details,
            ["code"] = 422,
        };
    }
}
