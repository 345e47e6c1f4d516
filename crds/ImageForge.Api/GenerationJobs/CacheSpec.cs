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
