using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Tables;

/// <summary>The columns of a resource and the cells of an object.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Cells">The cells of one object, one for each column, at a time that ages are counted to.</param>
internal sealed record TableColumns(
    IReadOnlyList<TableColumn> Columns,
    Func<JsonObject, DateTimeOffset, IReadOnlyList<JsonNode?>> Cells
);
