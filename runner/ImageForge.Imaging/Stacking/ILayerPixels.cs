using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Stacking;

/// <summary>
/// What a layer shows, row by row on demand, so that nothing needs a picture of its own that can be computed. Several
/// threads ask at once; disposing gives back what it holds.
/// </summary>
internal interface ILayerPixels : IDisposable
{
    /// <summary>Where on the canvas it may show something.</summary>
    PixelArea Area { get; }

    /// <summary>Bytes that it holds until it is disposed of.</summary>
    long Bytes { get; }

    /// <summary>
    /// Premultiplied linear pixels of one row of the canvas from column <paramref name="left"/> on, within the area:
    /// memory of its own, or <paramref name="scratch"/>, whose length says how many, filled.
    /// </summary>
    ReadOnlySpan<float> Run(int left, int y, Span<float> scratch);
}

/// <summary>A layer that lies outside of the canvas.</summary>
internal sealed class NoPixels : ILayerPixels
{
    public PixelArea Area => PixelArea.Empty;

    public long Bytes => 0;

    public ReadOnlySpan<float> Run(int left, int y, Span<float> scratch)
    {
        scratch.Clear();
        return scratch;
    }

    public void Dispose() { }
}

/// <summary>A picture in linear light with its upper left corner at a pixel of the canvas. Owns the picture.</summary>
internal sealed class FloatPixels(PixelBuffer picture, int left = 0, int top = 0) : ILayerPixels
{
    /// <summary>The picture itself.</summary>
    public PixelBuffer Picture => picture;

    public PixelArea Area { get; } = new(left, top, left + picture.Width, top + picture.Height);

    public long Bytes => (long)picture.Width * picture.Height * PixelBuffer.Channels * sizeof(float);

    public ReadOnlySpan<float> Run(int left, int y, Span<float> scratch) =>
        picture.Row(y - Area.Top).Slice((left - Area.Left) * PixelBuffer.Channels, scratch.Length);

    public void Dispose() => picture.Dispose();
}

/// <summary>An 8-bit image with its upper left corner at a pixel of the canvas; becomes light as it is laid. Owns the image.</summary>
internal sealed class SrgbPixels(SrgbImage image, int left = 0, int top = 0) : ILayerPixels
{
    public PixelArea Area { get; } = new(left, top, left + image.Width, top + image.Height);

    public long Bytes => (long)image.Width * image.Height * PixelBuffer.Channels;

    public ReadOnlySpan<byte> Codes(int left, int y, int length) =>
        image.Row(y - Area.Top).Slice((left - Area.Left) * PixelBuffer.Channels, length);

    public ReadOnlySpan<float> Run(int left, int y, Span<float> scratch)
    {
        SrgbCurve.Decode(Codes(left, y, scratch.Length), scratch);
        return scratch;
    }

    public void Dispose() => image.Dispose();
}
