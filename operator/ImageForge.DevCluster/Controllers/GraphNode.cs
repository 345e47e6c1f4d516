using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>One object of the graph.</summary>
/// <param name="Key">Where it is.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Owners">The uids of its owner references.</param>
internal sealed record GraphNode(ObjectKey Key, string Kind, IReadOnlyList<string> Owners);
