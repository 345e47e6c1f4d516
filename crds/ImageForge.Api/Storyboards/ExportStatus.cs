using ImageForge.Api.Common;

namespace ImageForge.Api.Storyboards;

/// <summary>An export of the whole sequence.</summary>
public sealed record ExportStatus
{
    /// <summary>Format of the export.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>The file, or the index of a sequence.</summary>
    public required StoredObject Artifact { get; init; }
}
