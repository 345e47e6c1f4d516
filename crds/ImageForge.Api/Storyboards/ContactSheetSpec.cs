namespace ImageForge.Api.Storyboards;

/// <summary>An image with all frames.</summary>
/// <param name="Enabled">False disables it.</param>
/// <param name="Captions">Writes number and caption below each frame.</param>
public sealed record ContactSheetSpec(bool Enabled = true, bool Captions = true)
{
    /// <summary>Frames per row. Defaults to about the width of a screen.</summary>
    [Number(1, 20)]
    public int? Columns { get; init; }

    /// <summary>Width of a frame on the sheet in pixels. Defaults to 480.</summary>
    [Number(64, 2048)]
    public int? FrameWidth { get; init; }
}
