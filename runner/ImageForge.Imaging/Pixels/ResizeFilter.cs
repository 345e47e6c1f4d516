namespace ImageForge.Imaging.Pixels;

/// <summary>How a resized pixel is made from its sources.</summary>
public enum ResizeFilter
{
    /// <summary>Lanczos with three lobes: sharp. The usual choice.</summary>
    Lanczos,

    /// <summary>The mean of the area that is covered: no ringing, for thumbnails and masks.</summary>
    Area,

    /// <summary>Catmull-Rom (Mitchell and Netravali's family at B = 0, C = 1/2): goes through its sources, rings less than Lanczos.</summary>
    Bicubic,
}
