namespace ImageForge.Api.Storyboards;

/// <summary>Severity of an issue.</summary>
public enum IssueSeverity
{
    /// <summary>Hardly noticeable.</summary>
    Minor,

    /// <summary>Noticeable.</summary>
    Major,

    /// <summary>Breaks the story.</summary>
    Critical,
}
