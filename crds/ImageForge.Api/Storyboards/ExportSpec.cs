using System.Text.Json.Serialization;
using ImageForge.Api.Common;

namespace ImageForge.Api.Storyboards;

/// <summary>An export of the whole sequence.</summary>
public sealed record ExportSpec
{
    /// <summary>Format of the export.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>Duration of a frame in an animatic, such as "3s". Defaults to 2s.</summary>
    [Duration]
    public string? FrameDuration { get; init; }
}

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

/// <summary>An export of the whole sequence.</summary>
public sealed record ExportStatus
{
    /// <summary>Format of the export.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>The file, or the index of a sequence.</summary>
    public required StoredObject Artifact { get; init; }
}
