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
