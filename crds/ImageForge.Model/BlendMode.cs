namespace ImageForge.Model;

/// <summary>How an image is blended with the layers below (W3C Compositing and Blending).</summary>
[KebabCase]
public enum BlendMode
{
    /// <summary>Covers the layers below.</summary>
    Normal,

    /// <summary>Darkens: products of the colours.</summary>
    Multiply,

    /// <summary>Brightens: the inverse of multiply.</summary>
    Screen,

    /// <summary>Multiply in the shadows, screen in the highlights.</summary>
    Overlay,

    /// <summary>The darker of both.</summary>
    Darken,

    /// <summary>The lighter of both.</summary>
    Lighten,

    /// <summary>A soft spotlight.</summary>
    SoftLight,

    /// <summary>A hard spotlight.</summary>
    HardLight,

    /// <summary>Sum of the colours.</summary>
    Add,

    /// <summary>Brightens the layers below by the colour.</summary>
    ColorDodge,

    /// <summary>Darkens the layers below by the colour.</summary>
    ColorBurn,

    /// <summary>Absolute difference of the colours.</summary>
    Difference,

    /// <summary>Like difference, with less contrast.</summary>
    Exclusion,
}
