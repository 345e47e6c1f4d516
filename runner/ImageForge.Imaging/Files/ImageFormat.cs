namespace ImageForge.Imaging.Files;

/// <summary>The file formats that are read and written.</summary>
public enum ImageFormat
{
    /// <summary>Portable Network Graphics, 8 or 16 bits.</summary>
    Png,

    /// <summary>JPEG, 8 bits, no alpha. By libvips.</summary>
    Jpeg,

    /// <summary>WebP, 8 bits. By libvips.</summary>
    WebP,

    /// <summary>TIFF, 8 or 16 bits. By libvips.</summary>
    Tiff,

    /// <summary>AVIF, 8, 10 or 12 bits. By libvips.</summary>
    Avif,

    /// <summary>OpenEXR, 16-bit half or 32-bit float, scene-linear.</summary>
    Exr,
}
