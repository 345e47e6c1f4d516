namespace ImageForge.Api.GenerationJobs;

/// <summary>Which end of a score is better.</summary>
public enum ScorePreference
{
    /// <summary>More is better.</summary>
    Highest,

    /// <summary>Less is better.</summary>
    Lowest,
}
