namespace ImageForge.Imaging.Vips;

/// <summary>Types of samples, as libvips numbers them.</summary>
internal enum VipsBandFormat
{
    UChar = 0,
    UShort = 2,
    UInt = 4,
    Float = 6,
    Double = 8,
}
