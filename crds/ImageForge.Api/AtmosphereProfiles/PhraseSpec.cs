using ImageForge.Api.Common;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>Description in prompts of the signals of a category and tag.</summary>
public sealed record PhraseSpec
{
    /// <summary>Category of the signals.</summary>
    [Identifier]
    public required string Category { get; init; }

    /// <summary>Tag of the signals.</summary>
    [Identifier]
    public required string Tag { get; init; }

    /// <summary>Sign of the score that it applies to.</summary>
    public ScoreSign Sign { get; init; }

    /// <summary>The phrase, such as "streets glistening with rain".</summary>
    [Text(500, 1)]
    public required string Text { get; init; }
}
