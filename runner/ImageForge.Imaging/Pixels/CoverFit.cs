using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Stacking;

namespace ImageForge.Imaging.Pixels;

/// <summary>Brings a picture to a size without distorting it: what does not fit is cut off evenly on both sides.</summary>
public static class CoverFit
{
    /// <summary>A copy of that size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
    public static PixelBuffer Resize(
        PixelBuffer source,
        int width,
        int height,
        ResizeFilter filter = ResizeFilter.Lanczos
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var rows = new RowParallel(Environment.ProcessorCount, default);
        if ((long)source.Width * height == (long)source.Height * width)
        {
            return Resizer.Resize(source, width, height, filter, rows);
        }

        double scale = Math.Max(width / (double)source.Width, height / (double)source.Height);
        int scaledWidth = Math.Max(width, (int)Math.Round(source.Width * scale));
        int scaledHeight = Math.Max(height, (int)Math.Round(source.Height * scale));
        int left = (scaledWidth - width) / 2;
        int top = (scaledHeight - height) / 2;
        var window = new PixelArea(left, top, left + width, top + height);
        return Resizer.Resize(new FloatPixels(source), scaledWidth, scaledHeight, window, filter, rows);
    }
}
