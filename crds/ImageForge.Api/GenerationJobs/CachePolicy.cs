namespace ImageForge.Api.GenerationJobs;

/// <summary>What must agree for an earlier result to be used.</summary>
public enum CachePolicy
{
    /// <summary>Everything that changes pixels.</summary>
    Seed,

    /// <summary>Everything but the seed.</summary>
    AnySeed,

    /// <summary>City, six-hour window and scores rounded to 0.1.</summary>
    Vibe,

    /// <summary>The cache is not used.</summary>
    None,
}
