using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>How signals of one category and tag are described in prompts.</summary>
public sealed record PhraseSpec
{
    /// <summary>Category of the signals.</summary>
    [Identifier]
    public required string Category { get; init; }

    /// <summary>Tag of the signals.</summary>
    [Identifier]
    public required string Tag { get; init; }

    /// <summary>For which sign of the score it is used.</summary>
    public ScoreSign Sign { get; init; }

    /// <summary>The phrase, such as "streets glistening with rain".</summary>
    [Text(500, 1)]
    public required string Text { get; init; }
}
