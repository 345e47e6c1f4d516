namespace ImageForge.Api.Common;

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
