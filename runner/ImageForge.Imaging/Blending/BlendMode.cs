namespace ImageForge.Imaging.Blending;

/// <summary>How a layer mixes with what is below it, as in W3C Compositing and Blending Level 1.</summary>
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
}
