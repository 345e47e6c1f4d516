using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Files;

/// <summary>A file that was read.</summary>
/// <param name="Pixels">The picture, upright, in linear light. The receiver disposes of it.</param>
/// <param name="Format">What the file was.</param>
/// <param name="Bits">Bits a sample in the file.</param>
public sealed record DecodedImage(PixelBuffer Pixels, ImageFormat Format, int Bits) : IDisposable
{
    /// <summary>Whether the file had no more than 8 bits a sample, so that what is made of it is derived.</summary>
    public bool IsDerived => Bits <= 8;

    /// <summary>Width of a pixel by its height, as the file says; another than 1 is not applied. Only of EXR files.</summary>
    public float PixelAspectRatio { get; init; } = 1;

    /// <summary>Gives the picture's memory back.</summary>
    public void Dispose() => Pixels.Dispose();
}
