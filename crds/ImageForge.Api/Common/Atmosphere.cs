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

/// <summary>An overlay that shows a signal's atmosphere, such as rain for (weather, rain).</summary>
/// <param name="Opacity">Share of the overlay that shows at full intensity.</param>
public sealed record OverlaySpec([Decimal(0, 1)] double Opacity = 1)
{
    /// <summary>Category of the signals, such as "weather".</summary>
    [Identifier]
    public required string Category { get; init; }

    /// <summary>Tag of the signals, such as "rain".</summary>
    [Identifier]
    public required string Tag { get; init; }

    /// <summary>The overlay image, with transparency; it is resized to the canvas.</summary>
    [Image(ImageUse.Overlay)]
    public required ImageSource Image { get; init; }

    /// <summary>How it is blended with the layers below.</summary>
    public BlendMode Blend { get; init; }
}

/// <summary>How an atmosphere is applied.</summary>
public enum AtmosphereStrategy
{
    /// <summary>Overlays are composited onto the image: offline and deterministic.</summary>
    Asset,

    /// <summary>Words are added to the prompt.</summary>
    Prompt,
}

/// <summary>Mood of a scene.</summary>
[KebabCase]
public enum Mood
{
    /// <summary>Nothing stands out.</summary>
    Neutral,

    /// <summary>Mostly positive signals.</summary>
    Calm,

    /// <summary>Mostly negative signals.</summary>
    Chaotic,

    /// <summary>Celebrations.</summary>
    Festive,
}
