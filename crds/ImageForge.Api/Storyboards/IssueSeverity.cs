namespace ImageForge.Api.Storyboards;

/// <summary>How bad an issue is.</summary>
public enum IssueSeverity
{
    /// <summary>Hardly noticed.</summary>
    Minor,

    /// <summary>Noticed.</summary>
    Major,

    /// <summary>Breaks the story.</summary>
    Critical,
}
