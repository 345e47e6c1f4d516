using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Comparing;

/// <summary>
/// Two pictures at one size, which is the left one's: the right one is scaled to fit within it. Where the shapes differ,
/// both are cut to the part that they share around their centres.
/// </summary>
public sealed class FittedPair : IDisposable
{
    private FittedPair(PixelBuffer left, PixelBuffer right)
    {
        Left = left;
        Right = right;
    }

    /// <summary>The left picture.</summary>
    public PixelBuffer Left { get; }

    /// <summary>The right picture, of the same size.</summary>
    public PixelBuffer Right { get; }

    /// <summary>Fits them.</summary>
    /// <param name="left">One picture. Stays the caller's.</param>
    /// <param name="right">The other. Stays the caller's.</param>
    public static FittedPair Of(PixelBuffer left, PixelBuffer right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        double scale = Math.Min((double)left.Width / right.Width, (double)left.Height / right.Height);
        int width = Math.Clamp((int)Math.Round(right.Width * scale), 1, left.Width);
        int height = Math.Clamp((int)Math.Round(right.Height * scale), 1, left.Height);
        return new FittedPair(
            Centre(left, width, height),
            width == right.Width && height == right.Height ? right.Clone() : Resizer.Resize(right, width, height)
        );
    }

    /// <summary>Gives the memory of both back.</summary>
    public void Dispose()
    {
        Left.Dispose();
        Right.Dispose();
    }

    private static PixelBuffer Centre(PixelBuffer image, int width, int height)
    {
        PixelBuffer part = PixelBuffer.AllocateUncleared(width, height);
        int x = (image.Width - width) / 2;
        int y = (image.Height - height) / 2;
        for (int row = 0; row < height; row++)
        {
            ReadOnlySpan<Vector4> source = image.Pixels(y + row);
            source.Slice(x, width).CopyTo(part.Pixels(row));
        }

        return part;
    }
}
