using ImageForge.Api.Common;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>Words for a mood.</summary>
public sealed record MoodWords
{
    /// <summary>Which mood.</summary>
    public required Mood Mood { get; init; }

    /// <summary>Words that are added to the prompt.</summary>
    [List(8, MinItems = 1, Set = true), Text(64, 1)]
    public required IReadOnlyList<string> Words { get; init; }
}
