using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes;

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

/// <summary>Colours that pass into each other, even to the eye. Before the first and after the last they stay the same.</summary>
public sealed record Gradient
{
    /// <summary>Whether it runs from the centre to the corners, and not along a line.</summary>
    public bool Radial { get; init; }

    /// <summary>Where a linear one runs to, in degrees: 0 up, 90 right, 180 down. It begins and ends at corners.</summary>
    public double Angle { get; init; } = 180;

    /// <summary>Two or more, positions rising.</summary>
    public required IReadOnlyList<GradientStop> Stops { get; init; }
}

/// <summary>A colour at a place of a gradient.</summary>
/// <param name="Position">0 where the gradient begins, 1 where it ends.</param>
/// <param name="Color">The colour there, with its opacity.</param>
public readonly record struct GradientStop(double Position, LinearColor Color);
