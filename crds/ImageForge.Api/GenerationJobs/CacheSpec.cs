namespace ImageForge.Api.GenerationJobs;

/// <summary>When an earlier result may be reused. A hit starts no pod and costs nothing.</summary>
public sealed record CacheSpec
{
    /// <summary>What must match for an earlier result to be reused.</summary>
    public CachePolicy Policy { get; init; }

    /// <summary>Maximum age of a result, such as "720h". Defaults to 720h, or 24h with policy Vibe.</summary>
    [Duration]
    public string? Ttl { get; init; }
}

/// <summary>What must match for an earlier result to be reused.</summary>
public enum CachePolicy
{
    /// <summary>Everything that affects pixels.</summary>
    Seed,

    /// <summary>Everything but the seed.</summary>
    AnySeed,

    /// <summary>City, six-hour window and scores rounded to 0.1.</summary>
    Vibe,

    /// <summary>The cache is not used.</summary>
    None,
}

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
