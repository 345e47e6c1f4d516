namespace ImageForge.DevCluster.Storage;

/// <summary>A resource independent of its version, such as <c>("batch", "jobs")</c>; the core group is empty.</summary>
internal sealed record ResourceId(string Group, string Plural)
{
    /// <summary>As Kubernetes names it in messages: <c>jobs.batch</c>, <c>pods</c>.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
