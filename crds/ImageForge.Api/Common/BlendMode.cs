using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>How an image is mixed with what lies below (W3C Compositing and Blending).</summary>
[JsonConverter(typeof(KebabEnumConverter<BlendMode>))]
public enum BlendMode
{
    /// <summary>Covers what lies below.</summary>
    Normal,

    /// <summary>Darkens: products of the colours.</summary>
    Multiply,

    /// <summary>Brightens: the inverse of multiply.</summary>
    Screen,

    /// <summary>Multiply in the shadows, screen in the lights.</summary>
    Overlay,

    /// <summary>The darker of both.</summary>
    Darken,

    /// <summary>The lighter of both.</summary>
    Lighten,

    /// <summary>A soft spotlight.</summary>
    SoftLight,

    /// <summary>A hard spotlight.</summary>
    HardLight,

    /// <summary>Sum of the light.</summary>
    Add,

    /// <summary>Brightens what lies below by the colour.</summary>
    ColorDodge,

    /// <summary>Darkens what lies below by the colour.</summary>
    ColorBurn,

    /// <summary>The distance of the colours.</summary>
    Difference,

    /// <summary>Like difference, with less contrast.</summary>
    Exclusion,
}
