using ImageForge.Api.Common;

namespace ImageForge.Planning.Pods;

/// <summary>Pod settings besides the plan; they do not affect the images.</summary>
public sealed record PodNeeds
{
    /// <summary>How and where the pod runs; absent: the operator's defaults.</summary>
    public RunnerSpec? Runner { get; init; }

    /// <summary>Memory of the pod where the job does not say it.</summary>
    public required PodMemory Memory { get; init; }

    /// <summary>Secret of the same namespace with the store's credentials.</summary>
    public string? StoreSecret { get; init; }

    /// <summary>Secret of the same namespace with the credentials of models; absent: those of the store.</summary>
    public string? ModelSecret { get; init; }

    /// <summary>PersistentVolumeClaim of the same namespace that is the store.</summary>
    public string? Claim { get; init; }
}
