using System.Text.Json.Serialization;

namespace ImageForge.Api.Storyboards;

/// <summary>Format of an export.</summary>
public enum ExportFormat
{
    /// <summary>Numbered PNG files.</summary>
    [JsonStringEnumMemberName("PNGSequence")]
    PngSequence,

    /// <summary>Numbered OpenEXR files.</summary>
    [JsonStringEnumMemberName("EXRSequence")]
    ExrSequence,

    /// <summary>An animatic as MP4.</summary>
    [JsonStringEnumMemberName("MP4")]
    Mp4,

    /// <summary>An animatic as animated WebP.</summary>
    AnimatedWebP,

    /// <summary>Shots, prompts and parameters as JSON.</summary>
    [JsonStringEnumMemberName("JSON")]
    Json,
}
