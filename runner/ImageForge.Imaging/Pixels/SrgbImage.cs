using System.Buffers;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// An image in memory as files have it: straight alpha, 8-bit sRGB, four bytes a pixel in the order R, G, B, A. A
/// quarter of the size of a <see cref="PixelBuffer"/>. The memory is pooled: dispose of the image when done.
/// </summary>
public sealed class SrgbImage : IDisposable
{
    private byte[]? _data;

    private SrgbImage(int width, int height, byte[] data)
    {
        Width = width;
        Height = height;
        _data = data;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>All rows from top to bottom.</summary>
    public Span<byte> Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(_data is null, this);
            return _data.AsSpan(0, Width * Height * PixelBuffer.Channels);
        }
    }

    /// <summary>Rents an image; what its pixels are is not defined.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the image would not fit in one array.</exception>
    public static SrgbImage Allocate(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        long length = (long)width * height * PixelBuffer.Channels;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength, nameof(width));
        return new SrgbImage(width, height, ArrayPool<byte>.Shared.Rent((int)length));
    }

    /// <summary>One row, four bytes a pixel.</summary>
    public Span<byte> Row(int y) => Data.Slice(y * Width * PixelBuffer.Channels, Width * PixelBuffer.Channels);

    /// <summary>Gives the memory back. The image and spans of it must not be used afterwards.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _data, null) is { } data)
        {
            ArrayPool<byte>.Shared.Return(data);
        }
    }
}
