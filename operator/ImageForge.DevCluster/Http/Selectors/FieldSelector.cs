using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http.Selectors;

/// <summary>Conditions on the few fields that a resource can be selected by.</summary>
internal sealed record FieldSelector(IReadOnlyList<(string Field, bool Equal, string Value)> Requirements)
{
    public static FieldSelector Everything { get; } = new([]);

    public bool IsEmpty => Requirements.Count == 0;

    /// <exception cref="ApiError">BadRequest: bad syntax, or a field that cannot be selected by.</exception>
    public static FieldSelector Parse(string? text, IReadOnlySet<string> selectable)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Everything;
        }
        var requirements = new List<(string, bool, string)>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw ApiError.BadRequest($"invalid selector: '{text}'; can't understand '{part}'");
            }
            var equal = part[at - 1] != '!';
            var field = part[..(equal ? at : at - 1)];
            var value = part[(at + 1)..].TrimStart('=');
            if (field is not ("metadata.name" or "metadata.namespace") && !selectable.Contains(field))
            {
                throw ApiError.BadRequest($"field label not supported: {field}");
            }
            requirements.Add((field, equal, value));
        }
        return new FieldSelector(requirements);
    }

    public bool Matches(JsonObject o) => Requirements.All(r => (Value(o, r.Field) == r.Value) == r.Equal);

    private static string Value(JsonObject o, string field)
    {
        // Jobs call their count of successes by another name here.
        JsonNode? node = o;
        foreach (var part in field == "status.successful" ? ["status", "succeeded"] : field.Split('.'))
        {
            node = (node as JsonObject)?[part];
        }
        if (node is null)
        {
            return field == "status.successful" ? "0" : "";
        }
        return node.GetValueKind() == System.Text.Json.JsonValueKind.String
            ? node.GetValue<string>()
            : node.ToJsonString();
    }
}
