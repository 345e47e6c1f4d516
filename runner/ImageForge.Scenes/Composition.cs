using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes;

/// <summary>A rendered scene.</summary>
/// <param name="Image">The picture: opaque, linear light, tone-mapped to 0–1 unless the scene keeps its light.</param>
/// <param name="Hitboxes">One for each signal, in the order of the scene.</param>
public sealed record Composition(PixelBuffer Image, IReadOnlyList<Hitbox> Hitboxes) : IDisposable
{
    /// <summary>Lays what the scene holds back; absent where it holds nothing back.</summary>
    internal Action<PixelBuffer>? Top { get; init; }

    /// <summary>Lays the layers of the plane Top on another picture, where <see cref="Scenes.Scene.HoldsTop"/>; else does nothing.</summary>
    /// <param name="picture">A picture of any size; layers are placed by shares of it.</param>
    public void LayTop(PixelBuffer picture) => Top?.Invoke(picture);

    /// <summary>Gives the picture's memory back.</summary>
    public void Dispose() => Image.Dispose();
}

/// <summary>Where a signal's asset lies in the finished picture, in pixels from the upper left, whole and inside it.</summary>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Category">The signal's category.</param>
/// <param name="Tag">The signal's tag.</param>
/// <param name="Intensity">0–1.</param>
/// <param name="Score">−1 to 1.</param>
public sealed record Hitbox(
    int X,
    int Y,
    int Width,
    int Height,
    string Category,
    string Tag,
    double Intensity,
    double Score
);
