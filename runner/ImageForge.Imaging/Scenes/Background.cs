using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Scenes;

/// <summary>What lies behind everything that is placed.</summary>
public abstract record Background
{
    private Background() { }

    /// <summary>The built-in paper-cut city of the scene's seed and palette.</summary>
    public sealed record Skyline : Background;

    /// <summary>One colour.</summary>
    /// <param name="Color">The colour.</param>
    public sealed record Solid(LinearColor Color) : Background;

    /// <summary>A blend from top to bottom.</summary>
    /// <param name="Top">Colour of the first row.</param>
    /// <param name="Bottom">Colour of the last row.</param>
    public sealed record Gradient(LinearColor Top, LinearColor Bottom) : Background;

    /// <summary>A gradient of any shape.</summary>
    /// <param name="Colors">The gradient.</param>
    public sealed record Blend(Scenes.Gradient Colors) : Background;

    /// <summary>A picture around the centre of the canvas. Stays the caller's.</summary>
    /// <param name="Pixels">The picture.</param>
    /// <param name="Fit">How it is fitted to the canvas.</param>
    public sealed record Image(PixelBuffer Pixels, FitMode Fit = FitMode.Cover) : Background;
}
