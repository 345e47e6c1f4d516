using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>A further form of the whole sequence.</summary>
public sealed record ExportSpec
{
    /// <summary>Which form.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>How long a frame stands in an animatic, such as "3s". Without it, 2s.</summary>
    [Duration]
    public string? FrameDuration { get; init; }
}
