using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Scenes;

/// <summary>Theme and brand of a picture. The defaults change nothing.</summary>
public sealed record Style
{
    /// <summary>The manner.</summary>
    public Theme? Theme { get; init; }

    /// <summary>
    /// The brand's colours, the most important first: papers of accents, awnings and signs are cut from them, and strong
    /// colours of the picture lean towards them, but for those of skin and sky.
    /// </summary>
    public IReadOnlyList<LinearColor> Brand { get; init; } = [];
}
