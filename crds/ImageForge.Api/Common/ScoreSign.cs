namespace ImageForge.Api.Common;

/// <summary>Sign of a signal's score.</summary>
public enum ScoreSign
{
    /// <summary>Any sign.</summary>
    Any,

    /// <summary>Scores of 0 and more.</summary>
    Positive,

    /// <summary>Scores below 0.</summary>
    Negative,
}
