using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>The image that stands for signals of one category and tag.</summary>
public sealed record AssetSpec
{
    /// <summary>Category of the signals that it stands for.</summary>
    [Identifier]
    public required string Category { get; init; }

    /// <summary>
    /// Tag of the signals that it stands for. Use "any" for every tag of the category that has no asset of its own.
    /// </summary>
    [Identifier]
    public required string Tag { get; init; }

    /// <summary>For which sign of the score it is used.</summary>
    public ScoreSign Sign { get; init; }

    /// <summary>The asset image, with transparency.</summary>
    public required ImageSource Image { get; init; }
}
