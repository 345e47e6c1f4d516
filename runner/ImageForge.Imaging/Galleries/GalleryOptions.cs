namespace ImageForge.Imaging.Galleries;

/// <summary>How galleries are made. What is not given is the gallery's own choice.</summary>
public sealed record GalleryOptions
{
    /// <summary>Size of a picture in pixels, each side 64–2048; the gallery's own if not given.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>Seed of every picture.</summary>
    public ulong Seed { get; init; } = 12;

    /// <summary>Intensities side by side, above 0 and at most 1; the gallery's own if empty. Looks have none.</summary>
    public IReadOnlyList<double> Intensities { get; init; } = [];

    /// <summary>Pictures side by side; the gallery's own number if not given.</summary>
    public int? Columns { get; init; }
}
