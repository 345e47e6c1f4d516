using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Stacking;

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
