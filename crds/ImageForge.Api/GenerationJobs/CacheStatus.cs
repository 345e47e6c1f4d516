using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Whether and from where images came from the cache.</summary>
public sealed record CacheStatus
{
    /// <summary>True when they came from the cache.</summary>
    public required bool Hit { get; init; }

    /// <summary>The GenerationJob that made them, when it is known.</summary>
    [Text(253)]
    public string? JobName { get; init; }

    /// <summary>How often this entry has been used.</summary>
    [Number(0)]
    public long? HitCount { get; init; }
}
