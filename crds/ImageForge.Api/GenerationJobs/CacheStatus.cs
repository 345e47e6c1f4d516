namespace ImageForge.Api.GenerationJobs;

/// <summary>Cache result.</summary>
public sealed record CacheStatus
{
    /// <summary>True if the images came from the cache.</summary>
    public required bool Hit { get; init; }

    /// <summary>The GenerationJob that made them, if known.</summary>
    [Text(253)]
    public string? JobName { get; init; }

    /// <summary>Number of hits of this entry.</summary>
    [Number(0)]
    public long? HitCount { get; init; }
}
