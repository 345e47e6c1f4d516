namespace ImageForge.Api.GenerationJobs;

/// <summary>What happens when rendering fails for good.</summary>
public enum PolishFailurePolicy
{
    /// <summary>The job fails.</summary>
    Fail,

    /// <summary>The composed layout is delivered.</summary>
    DeliverComposed,
}
