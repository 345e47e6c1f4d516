using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Tables;

/// <summary>Makes Tables.</summary>
internal static class TableWriter
{
    /// <param name="resource">The resource of the objects.</param>
    /// <param name="objects">The rows.</param>
    /// <param name="metadata">The metadata of the list or object.</param>
    /// <param name="version">Of meta.k8s.io.</param>
    /// <param name="include"><c>Metadata</c>, <c>Object</c> or <c>None</c>: what each row carries.</param>
    /// <param name="withColumns">False for the later events of a watch.</param>
    /// <param name="now">What ages are counted to.</param>
    public static JsonObject Table(
        ServedResource resource,
        IEnumerable<JsonObject> objects,
        JsonObject metadata,
        string version,
        string include,
        bool withColumns,
        DateTimeOffset now
    )
    {
        var rows = new JsonArray();
        foreach (var o in objects)
        {
            JsonNode? carried = include switch
            {
                "None" => null,
                "Object" => o.DeepClone(),
                _ => Partial(o, version),
            };
            rows.Add(
                new JsonObject { ["cells"] = new JsonArray([.. resource.Columns.Cells(o, now)]), ["object"] = carried }
            );
        }
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = $"meta.k8s.io/{version}",
            ["metadata"] = metadata,
            ["columnDefinitions"] = withColumns ? Columns(resource.Columns.Columns) : null,
            ["rows"] = rows,
        };
    }

    private static JsonObject Partial(JsonObject o, string version) =>
        new()
        {
            ["kind"] = "PartialObjectMetadata",
            ["apiVersion"] = $"meta.k8s.io/{version}",
            ["metadata"] = o.Metadata().DeepClone(),
        };

    private static JsonArray Columns(IReadOnlyList<TableColumn> columns) =>
        [
            .. columns.Select(c => new JsonObject
            {
                ["name"] = c.Name,
                ["type"] = c.Type,
                ["format"] = c.Format,
                ["description"] = c.Description,
                ["priority"] = c.Priority,
            }),
        ];
}

/// <summary>One column of a Table, as <c>kubectl get</c> prints it; priority above 0 only with <c>-o wide</c>.</summary>
internal sealed record TableColumn(string Name, string Type, string Format, string Description, int Priority = 0);

/// <summary>The columns of a resource and the cells of an object.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Cells">The cells of one object, one for each column, at a time that ages are counted to.</param>
internal sealed record TableColumns(
    IReadOnlyList<TableColumn> Columns,
    Func<JsonObject, DateTimeOffset, IReadOnlyList<JsonNode?>> Cells
);
