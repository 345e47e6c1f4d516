using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Exr.Compressions;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Exr;

/// <summary>Cuts a picture into blocks of lines and compresses each on its own.</summary>
internal sealed class ExrBlocks
{
    private readonly PixelBuffer _image;
    private readonly ExrOptions _options;
    private readonly int _lineBytes;

    public ExrBlocks(PixelBuffer image, ExrOptions options)
    {
        _image = image;
        _options = options;
        Lines = BlockCodecs.Lines(options.Compression);
        _lineBytes = checked(
            image.Width * PixelBuffer.Channels * (options.Samples == ExrPixelType.Half ? sizeof(ushort) : sizeof(float))
        );
    }

    public int Lines { get; }

    public int Count => (_image.Height + Lines - 1) / Lines;

    public ReadOnlyMemory<byte> Encode(int block)
    {
        int first = block * Lines;
        int count = Math.Min(Lines, _image.Height - first);
        int size = count * _lineBytes;
        if (_options.Compression == ExrCompression.None)
        {
            byte[] plain = new byte[size];
            Gather(first, count, plain);
            return plain;
        }

        byte[] raw = ArrayPool<byte>.Shared.Rent(size);
        byte[] shuffled = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Gather(first, count, raw.AsSpan(0, size));
            BytePlanes.Split(raw.AsSpan(0, size), shuffled.AsSpan(0, size));
            ReadOnlyMemory<byte> packed = Deflate(shuffled.AsSpan(0, size));
            // What does not get smaller is stored as it is; readers tell it by the size.
            return packed.Length < size ? packed : raw.AsSpan(0, size).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
            ArrayPool<byte>.Shared.Return(shuffled);
        }
    }

    private void Gather(int first, int count, Span<byte> target)
    {
        for (int i = 0; i < count; i++)
        {
            Span<byte> line = target.Slice(i * _lineBytes, _lineBytes);
            ReadOnlySpan<float> pixels = _image.Row(first + i);
            if (_options.Samples == ExrPixelType.Half)
            {
                HalfLine.Write(pixels, MemoryMarshal.Cast<byte, ushort>(line));
            }
            else
            {
                Planar(pixels, MemoryMarshal.Cast<byte, float>(line));
            }
        }
    }

    private static void Planar(ReadOnlySpan<float> pixels, Span<float> line)
    {
        int width = pixels.Length / PixelBuffer.Channels;
        for (int channel = 0; channel < PixelBuffer.Channels; channel++)
        {
            // R, G, B, A in memory; A, B, G, R in the file.
            Span<float> plane = line.Slice((PixelBuffer.Channels - 1 - channel) * width, width);
            for (int x = 0; x < plane.Length; x++)
            {
                plane[x] = pixels[(x * PixelBuffer.Channels) + channel];
            }
        }
    }

    private ReadOnlyMemory<byte> Deflate(ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream(data.Length / 2);
        var level = new ZLibCompressionOptions { CompressionLevel = _options.CompressionLevel };
        using (var zlib = new ZLibStream(packed, level, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}
