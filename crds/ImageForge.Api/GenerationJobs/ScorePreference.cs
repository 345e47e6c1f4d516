namespace ImageForge.Api.GenerationJobs;

/// <summary>Whether higher or lower scores are better.</summary>
public enum ScorePreference
{
    /// <summary>Higher is better.</summary>
    Highest,

    /// <summary>Lower is better.</summary>
    Lowest,
}
