using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>What is deleted some time after the end.</summary>
public sealed record CleanupSpec
{
    /// <summary>
    /// How long after the end the child objects (Job, Pod, ConfigMap) are kept, such as "1h". Without it, the
    /// operator's default.
    /// </summary>
    [Duration]
    public string? ChildrenAfter { get; init; }

    /// <summary>
    /// How long after the end this resource itself is kept. Without it, for ever. Do not set it on resources that
    /// Argo CD or Flux manages: they would be created again, and paid for again.
    /// </summary>
    [Duration]
    public string? SelfAfter { get; init; }
}
