using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Tables;

/// <summary>One column of a Table, as <c>kubectl get</c> prints it; priority above 0 only with <c>-o wide</c>.</summary>
internal sealed record TableColumn(string Name, string Type, string Format, string Description, int Priority = 0);

/// <summary>The columns of a resource and the cells of an object.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Cells">The cells of one object, one for each column, at a time that ages are counted to.</param>
internal sealed record TableColumns(
    IReadOnlyList<TableColumn> Columns,
    Func<JsonObject, DateTimeOffset, IReadOnlyList<JsonNode?>> Cells
);
