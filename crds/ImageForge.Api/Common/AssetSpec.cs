namespace ImageForge.Api.Common;

/// <summary>The image of the signals of a category and tag.</summary>
public sealed record AssetSpec
{
    /// <summary>Category of the signals.</summary>
    [Identifier]
    public required string Category { get; init; }

    /// <summary>
    /// Tag of the signals. Use "any" for all tags of the category without an asset of their own.
    /// </summary>
    [Identifier]
    public required string Tag { get; init; }

    /// <summary>Sign of the score that it applies to.</summary>
    public ScoreSign Sign { get; init; }

    /// <summary>The asset image, with transparency.</summary>
    [Image(ImageUse.Asset)]
    public required ImageSource Image { get; init; }
}
