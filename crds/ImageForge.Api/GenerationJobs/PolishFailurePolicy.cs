namespace ImageForge.Api.GenerationJobs;

/// <summary>What happens if rendering fails after all retries.</summary>
public enum PolishFailurePolicy
{
    /// <summary>The job fails.</summary>
    Fail,

    /// <summary>The composed layout is delivered.</summary>
    DeliverComposed,
}
