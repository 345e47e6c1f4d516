namespace ImageForge.Api.Storyboards;

/// <summary>What is done with proposed corrections.</summary>
public enum CorrectionPolicy
{
    /// <summary>They are reported.</summary>
    Report,

    /// <summary>They are reported and applied.</summary>
    Apply,
}
