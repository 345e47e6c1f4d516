using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>One picture with all frames.</summary>
/// <param name="Enabled">False makes none.</param>
/// <param name="Captions">Writes number and caption below each frame.</param>
public sealed record ContactSheetSpec(bool Enabled = true, bool Captions = true)
{
    /// <summary>Frames in a row. Without it, as many as make the sheet about as wide as a screen.</summary>
    [Number(1, 20)]
    public int? Columns { get; init; }

    /// <summary>Width of a frame on the sheet in pixels. Without it, 480.</summary>
    [Number(64, 2048)]
    public int? FrameWidth { get; init; }
}
