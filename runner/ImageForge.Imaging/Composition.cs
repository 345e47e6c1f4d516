using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging;

/// <summary>A rendered scene.</summary>
/// <param name="Image">The picture: opaque, linear light, tone-mapped to 0–1 unless the scene keeps its light.</param>
/// <param name="Hitboxes">One for each signal, in the order of the scene.</param>
public sealed record Composition(PixelBuffer Image, IReadOnlyList<Hitbox> Hitboxes) : IDisposable
{
    /// <summary>Gives the picture's memory back.</summary>
    public void Dispose() => Image.Dispose();
}
