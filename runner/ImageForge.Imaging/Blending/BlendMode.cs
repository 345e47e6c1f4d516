namespace ImageForge.Imaging.Blending;

/// <summary>
/// How a layer mixes with what is below it, as in W3C Compositing and Blending Level 1. Covering and adding work in
/// linear light. The other functions are defined on sRGB values and get these; what comes out of them then covers the
/// backdrop, by the layer's alpha, opacity and mask, in linear light like everything else.
/// </summary>
/// <remarks>
/// sRGB values end at white. A source above white counts as white in those functions; a backdrop above white is mixed
/// as white and what comes out is multiplied by what it was above it, so a lamp that is dimmed by half stays a lamp.
/// </remarks>
public enum BlendMode
{
    /// <summary>Covers, in linear light.</summary>
    SourceOver,

    /// <summary>Adds light, in linear light.</summary>
    PlusLighter,

    /// <summary>Multiplies sRGB values: darkens.</summary>
    Multiply,

    /// <summary>Inverse product of sRGB values: lightens.</summary>
    Screen,

    /// <summary>Darkens or lightens softly, on sRGB values.</summary>
    SoftLight,

    /// <summary>Multiplies the backdrop's shadows, screens its lights, on sRGB values.</summary>
    Overlay,

    /// <summary>Multiplies by dark sources, screens with light ones, on sRGB values.</summary>
    HardLight,

    /// <summary>Brightens the backdrop to reflect the source, on sRGB values.</summary>
    ColorDodge,

    /// <summary>Darkens the backdrop to reflect the source, on sRGB values.</summary>
    ColorBurn,

    /// <summary>The darker of both, component by component.</summary>
    Darken,

    /// <summary>The lighter of both, component by component.</summary>
    Lighten,

    /// <summary>The distance between both, on sRGB values.</summary>
    Difference,

    /// <summary>Like the difference with less contrast, on sRGB values.</summary>
    Exclusion,
}
