using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Scenes;

/// <summary>Decides where a layer shows; it is stretched over the layer's box and turned with it.</summary>
public sealed record LayerMask
{
    /// <summary>A picture. Stays the caller's. Either this or <see cref="Gradient"/> is given.</summary>
    public PixelBuffer? Image { get; init; }

    /// <summary>A gradient.</summary>
    public Gradient? Gradient { get; init; }

    /// <summary>Whether it shows the layer where it is light, and not where it is solid.</summary>
    public bool Luminance { get; init; }
}
