namespace ImageForge.Api.GenerationJobs;

/// <summary>Trade-off between time and detail.</summary>
public enum Quality
{
    /// <summary>For everyday use.</summary>
    Medium,

    /// <summary>Fast, for drafts.</summary>
    Low,

    /// <summary>Slow, for final images.</summary>
    High,
}
