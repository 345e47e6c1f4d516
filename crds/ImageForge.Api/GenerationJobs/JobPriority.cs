namespace ImageForge.Api.GenerationJobs;

/// <summary>Order among waiting jobs.</summary>
public enum JobPriority
{
    /// <summary>In order of creation.</summary>
    Normal,

    /// <summary>After all others.</summary>
    Low,

    /// <summary>Before all others.</summary>
    High,
}
