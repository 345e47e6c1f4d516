using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>When an earlier result may be used. A hit starts no pod and costs nothing.</summary>
public sealed record CacheSpec
{
    /// <summary>What must agree for an earlier result to be used.</summary>
    public CachePolicy Policy { get; init; }

    /// <summary>How old a result may be, such as "720h". Without it, 720h; 24h with the policy Vibe.</summary>
    [Duration]
    public string? Ttl { get; init; }
}
