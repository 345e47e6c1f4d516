using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Stacking;

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
