using ImageForge.Api.Common;

namespace ImageForge.Api.Storyboards;

/// <summary>A further form of the whole sequence.</summary>
public sealed record ExportStatus
{
    /// <summary>Which form.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>The file, or the index of a sequence.</summary>
    public required StoredObject Artifact { get; init; }
}
