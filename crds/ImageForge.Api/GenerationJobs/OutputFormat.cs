using System.Text.Json.Serialization;

namespace ImageForge.Api.GenerationJobs;

/// <summary>File format of an image.</summary>
public enum OutputFormat
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
