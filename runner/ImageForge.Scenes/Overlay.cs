using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes;

/// <summary>An atmosphere that is laid over the scene.</summary>
public sealed record Overlay
{
    /// <summary>Category, such as <c>weather</c>.</summary>
    public required string Category { get; init; }

    /// <summary>What exactly, such as <c>rain</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>0–1 and beyond; the overlay's alpha is multiplied by it, at most by 1. Weakest overlays are laid first.</summary>
    public double Intensity { get; init; } = 1;

    /// <summary>How it mixes with what is below; null means the built-in overlay's own way, or source-over for an image.</summary>
    public BlendMode? Blend { get; init; }

    /// <summary>0–1, on top of the intensity.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>A picture to use in place of a built-in overlay; resized to the canvas. Stays the caller's.</summary>
    public PixelBuffer? Image { get; init; }
}
