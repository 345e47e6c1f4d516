using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Tables;

/// <summary>The printer columns of a CustomResourceDefinition; without any, the age.</summary>
internal static class CustomColumns
{
    public static TableColumns For(JsonArray? definitions)
    {
        var columns = (definitions ?? []).OfType<JsonObject>().Select(d => (Column: Column(d), Path: Path(d))).ToList();
        if (columns.Count == 0)
        {
            columns.Add(
                (new TableColumn("Age", "date", "", ColumnTexts.Created), new JsonPath(".metadata.creationTimestamp"))
            );
        }
        return new TableColumns(
            [ColumnTexts.Name, .. columns.Select(c => c.Column)],
            (o, now) => [o.Name(), .. columns.Select(c => Cell(c.Path.Find(o).ToList(), c.Column.Type, now))]
        );
    }

    private static TableColumn Column(JsonObject d) =>
        new(
            (string)d["name"]!,
            (string)d["type"]!,
            (string?)d["format"] ?? "",
            (string?)d["description"] is { Length: > 0 } text
                ? text
                : $"Custom resource definition column (in JSONPath format): {d["jsonPath"]}",
            (int)(d["priority"].Integer() ?? 0)
        );

    private static JsonPath Path(JsonObject d) => new((string)d["jsonPath"]!);

    private static JsonNode? Cell(List<JsonNode?> found, string type, DateTimeOffset now)
    {
        if (found.Count == 0)
        {
            return null;
        }
        var value = found[0];
        return (type, value?.GetValueKind()) switch
        {
            (_, null or JsonValueKind.Null) => null,
            ("date", JsonValueKind.String) => Ages.Since(value, now),
            ("integer", JsonValueKind.Number) => value.Integer() ?? (long)value!.GetValue<double>(),
            ("number", JsonValueKind.Number) => value!.DeepClone(),
            ("boolean", JsonValueKind.True or JsonValueKind.False) => value!.DeepClone(),
            ("string", JsonValueKind.String) => value!.DeepClone(),
            // Of several values, or of a structure, the text is shown.
            ("string", _) => value!.ToJsonString(),
            _ => null,
        };
    }
}
