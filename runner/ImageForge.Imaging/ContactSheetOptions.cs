namespace ImageForge.Imaging;

/// <summary>How a contact sheet is laid out.</summary>
public sealed record ContactSheetOptions
{
    /// <summary>Frames side by side, at least 1.</summary>
    public int Columns { get; init; } = 3;

    /// <summary>Width of a frame's picture in pixels, at least 64; its height follows from the first picture.</summary>
    public int FrameWidth { get; init; } = 480;

    /// <summary>What stands above all frames; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether each frame shows its number.</summary>
    public bool Numbered { get; init; } = true;
}
