using System.Text.Json.Serialization;

namespace ImageForge.Model;

/// <summary>File format of an image.</summary>
public enum ImageFormat
{
    /// <summary>Portable Network Graphics.</summary>
    [JsonStringEnumMemberName("PNG")]
    Png,

    /// <summary>JPEG.</summary>
    [JsonStringEnumMemberName("JPEG")]
    Jpeg,

    /// <summary>WebP.</summary>
    WebP,

    /// <summary>AV1 Image File Format.</summary>
    [JsonStringEnumMemberName("AVIF")]
    Avif,

    /// <summary>Tagged Image File Format.</summary>
    [JsonStringEnumMemberName("TIFF")]
    Tiff,

    /// <summary>OpenEXR.</summary>
    [JsonStringEnumMemberName("EXR")]
    Exr,
}
