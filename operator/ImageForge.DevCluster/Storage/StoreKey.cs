namespace ImageForge.DevCluster.Storage;

/// <summary>Where one object is stored; the namespace is null for cluster-scoped resources.</summary>
internal readonly record struct ObjectKey(ResourceId Resource, string? Namespace, string Name);

/// <summary>A resource independent of its version, such as <c>("batch", "jobs")</c>; the core group is empty.</summary>
internal sealed record ResourceId(string Group, string Plural)
{
    /// <summary>As Kubernetes names it in messages: <c>jobs.batch</c>, <c>pods</c>.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}

/// <summary>The order of objects within a resource: by namespace, then name, byte by byte.</summary>
internal readonly record struct StoreKey(string Namespace, string Name) : IComparable<StoreKey>
{
    public int CompareTo(StoreKey other)
    {
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }

    public static bool operator <(StoreKey left, StoreKey right) => left.CompareTo(right) < 0;

    public static bool operator >(StoreKey left, StoreKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(StoreKey left, StoreKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StoreKey left, StoreKey right) => left.CompareTo(right) >= 0;
}
