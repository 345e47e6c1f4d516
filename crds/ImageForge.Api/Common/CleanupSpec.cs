namespace ImageForge.Api.Common;

/// <summary>TTL cleanup after the end.</summary>
public sealed record CleanupSpec
{
    /// <summary>
    /// How long the child objects (Job, Pod, ConfigMap) are kept after the end, such as "1h". Defaults to the
    /// operator's default.
    /// </summary>
    [Duration]
    public string? ChildrenAfter { get; init; }

    /// <summary>
    /// How long this resource is kept after the end. If unset, it is never deleted. Do not set it on resources
    /// managed by Argo CD or Flux: they would be recreated and run again.
    /// </summary>
    [Duration]
    public string? SelfAfter { get; init; }
}
