namespace ImageForge.DevCluster.Tables;

/// <summary>One column of a Table, as <c>kubectl get</c> prints it; priority above 0 only with <c>-o wide</c>.</summary>
internal sealed record TableColumn(string Name, string Type, string Format, string Description, int Priority = 0);
