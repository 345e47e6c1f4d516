namespace ImageForge.Api.GenerationJobs;

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
