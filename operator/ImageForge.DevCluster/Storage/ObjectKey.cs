namespace ImageForge.DevCluster.Storage;

/// <summary>Where one object is stored; the namespace is null for cluster-scoped resources.</summary>
internal readonly record struct ObjectKey(ResourceId Resource, string? Namespace, string Name);
