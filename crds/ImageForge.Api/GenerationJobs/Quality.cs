namespace ImageForge.Api.GenerationJobs;

/// <summary>Trade of time for detail.</summary>
public enum Quality
{
    /// <summary>For everyday use.</summary>
    Medium,

    /// <summary>Fast, for drafts.</summary>
    Low,

    /// <summary>Slow, for final pictures.</summary>
    High,
}
