namespace ImageForge.Imaging.Exr;

/// <summary>How a channel's samples are stored, as the format numbers them.</summary>
public enum ExrPixelType
{
    /// <summary>32-bit unsigned integer.</summary>
    UInt = 0,

    /// <summary>16-bit float.</summary>
    Half = 1,

    /// <summary>32-bit float.</summary>
    Float = 2,
}
