using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>When an earlier result may be used. A hit starts no pod and costs nothing.</summary>
public sealed record CacheSpec
{
    /// <summary>What must agree: Seed wants everything that changes pixels, AnySeed leaves out the seed, Vibe wants the same city, six-hour window and rounded scores, None never uses the cache.</summary>
    public CachePolicy Policy { get; init; }

    /// <summary>How old a result may be, such as "720h". Without it, 720h; 24h with the policy Vibe.</summary>
    [Duration]
    public string? Ttl { get; init; }
}
