using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Pixels;

/// <summary>
/// An image in memory: premultiplied RGBA, linear light (Rec. 709 primaries), 32-bit float, rows from top to bottom.
/// 1.0 is the white of the display; light sources may exceed it. The memory is pooled: dispose of the buffer when done.
/// </summary>
public sealed class PixelBuffer : IDisposable
{
    /// <summary>Floats a pixel.</summary>
    public const int Channels = 4;

    private static int s_held;

    private float[]? _data;

    private PixelBuffer(int width, int height, float[] data)
    {
        Width = width;
        Height = height;
        _data = data;
        Interlocked.Increment(ref s_held);
    }

    /// <summary>How many buffers of this process were not disposed of yet.</summary>
    internal static int Held => Volatile.Read(ref s_held);

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Rents a buffer; all of it is transparent black.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the buffer would not fit in one array.</exception>
    public static PixelBuffer Allocate(int width, int height)
    {
        PixelBuffer buffer = AllocateUncleared(width, height);
        buffer.Data.Clear();
        return buffer;
    }

    /// <summary>One row, <see cref="Channels"/> floats a pixel in the order R, G, B, A.</summary>
    public Span<float> Row(int y) => Data.Slice(y * Width * Channels, Width * Channels);

    /// <summary>One row, a vector (R, G, B, A) a pixel.</summary>
    public Span<Vector4> Pixels(int y) => MemoryMarshal.Cast<float, Vector4>(Row(y));

    /// <summary>A copy with memory of its own.</summary>
    public PixelBuffer Clone()
    {
        PixelBuffer copy = AllocateUncleared(Width, Height);
        Data.CopyTo(copy.Data);
        return copy;
    }

    /// <summary>The pixels as 8-bit sRGB with straight alpha, four bytes a pixel in the order R, G, B, A.</summary>
    public byte[] ToSrgb()
    {
        byte[] bytes = new byte[Width * Height * 4];
        SrgbCurve.Encode(Data, bytes);
        return bytes;
    }

    /// <summary>A buffer from 8-bit sRGB pixels as <see cref="ToSrgb"/> gives them.</summary>
    /// <exception cref="ArgumentException">There are not <paramref name="width"/> × <paramref name="height"/> pixels.</exception>
    public static PixelBuffer FromSrgb(int width, int height, ReadOnlySpan<byte> rgba)
    {
        if (rgba.Length != (long)width * height * 4)
        {
            throw new ArgumentException($"{rgba.Length} bytes are not {width}×{height} pixels.", nameof(rgba));
        }

        PixelBuffer buffer = AllocateUncleared(width, height);
        SrgbCurve.Decode(rgba, buffer.Data);
        return buffer;
    }

    /// <summary>Gives the memory back. The buffer and spans of it must not be used afterwards.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _data, null) is { } data)
        {
            Interlocked.Decrement(ref s_held);
            ArrayPool<float>.Shared.Return(data);
        }
    }

    /// <summary>This buffer after work on it; disposed of if the work throws.</summary>
    internal PixelBuffer After(Action<PixelBuffer> work)
    {
        try
        {
            work(this);
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    internal Span<float> Data
    {
        get
        {
            ObjectDisposedException.ThrowIf(_data is null, this);
            return _data.AsSpan(0, Width * Height * Channels);
        }
    }

    internal static PixelBuffer AllocateUncleared(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        long length = (long)width * height * Channels;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength, nameof(width));
        return new PixelBuffer(width, height, ArrayPool<float>.Shared.Rent((int)length));
    }
}

/// <summary>
/// Rented memory that begins at a line of the cache, so that whole registers are never loaded from two lines. An array of
/// less than 85 kB may be moved by the garbage collector meanwhile: that costs time, nothing else.
/// </summary>
internal readonly ref struct AlignedFloats : IDisposable
{
    private const int Line = 64;

    private readonly float[] _rented;

    /// <param name="length">Floats; what they are is not defined.</param>
    public unsafe AlignedFloats(int length)
    {
        _rented = ArrayPool<float>.Shared.Rent(length + (Line / sizeof(float)));
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_rented));
        // A float lies at a multiple of four.
        Span = _rented.AsSpan((int)(-address & (Line - 1)) / sizeof(float), length);
    }

    public Span<float> Span { get; }

    public void Dispose() => ArrayPool<float>.Shared.Return(_rented);
}
