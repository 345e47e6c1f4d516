using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Http.Verbs;

/// <summary>A list or a part of one.</summary>
/// <param name="Items">The objects.</param>
/// <param name="Version">The version that they are of.</param>
/// <param name="Continue">The token for what follows; null at the end.</param>
/// <param name="Remaining">How many follow, where it is known.</param>
internal sealed record ListPage(IReadOnlyList<JsonObject> Items, long Version, string? Continue, long? Remaining);
