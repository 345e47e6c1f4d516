using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Png;

/// <summary>
/// The pixel data of a file, compressed in stripes that know nothing of each other, so that they can be made at the same
/// time; together they are one zlib stream. Stripes are cut by size alone, whatever the number of threads.
/// </summary>
internal sealed class PngStripes(SampleRows rows, int height, PngOptions options)
{
    // A stripe begins without the 32 KiB that came before it: at this size that costs half a percent.
    private const int StripeBytes = 384 * 1024;
    private const uint AdlerModulus = 65521;

    private readonly int _stripeRows = Math.Clamp(StripeBytes / (rows.RowBytes + 1), 1, height);

    public void Write(Stream stream)
    {
        int count = (height + _stripeRows - 1) / _stripeRows;
        var stripes = new (ReadOnlyMemory<byte> Data, uint Adler, long Length)[count];
        new RowParallel(options.Threads, default).Each(count, i => stripes[i] = Compress(i, i == count - 1));
        // deflate, a window of 32 KiB, no dictionary; the level is for information.
        ChunkWriter.Write(stream, "IDAT"u8, [0x78, 0x01]);
        uint adler = 1;
        foreach ((ReadOnlyMemory<byte> data, uint part, long length) in stripes)
        {
            ChunkWriter.Write(stream, "IDAT"u8, data.Span);
            adler = Combine(adler, part, length);
        }

        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, adler);
        ChunkWriter.Write(stream, "IDAT"u8, checksum);
    }

    private (ReadOnlyMemory<byte> Data, uint Adler, long Length) Compress(int stripe, bool last)
    {
        int from = stripe * _stripeRows;
        int to = Math.Min(from + _stripeRows, height);
        int size = (to - from) * (rows.RowBytes + 1);
        byte[] filtered = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Filter(from, to, filtered);
            return Deflate(filtered.AsSpan(0, size), last);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(filtered);
        }
    }

    private void Filter(int from, int to, Span<byte> filtered)
    {
        byte[] above = new byte[rows.RowBytes];
        byte[] row = new byte[rows.RowBytes];
        if (from > 0)
        {
            Pack(from - 1, above);
        }

        for (int y = from; y < to; y++)
        {
            Pack(y, row);
            PngFilter.Apply(row, above, rows.PixelBytes, filtered.Slice((y - from) * (row.Length + 1), row.Length + 1));
            (above, row) = (row, above);
        }
    }

    private void Pack(int y, Span<byte> row)
    {
        rows.Pack(y, row);
        if (options.BitDepth == 16)
        {
            Span<ushort> samples = MemoryMarshal.Cast<byte, ushort>(row);
            BinaryPrimitives.ReverseEndianness(samples, samples);
        }
    }

    private (ReadOnlyMemory<byte> Data, uint Adler, long Length) Deflate(ReadOnlySpan<byte> filtered, bool last)
    {
        var level = new ZLibCompressionOptions
        {
            CompressionLevel = options.CompressionLevel,
            // Filtered data: fewer string matches, more entropy coding.
            CompressionStrategy =
                options.CompressionLevel == 0 ? ZLibCompressionStrategy.Default : ZLibCompressionStrategy.Filtered,
        };
        using var target = new MemoryStream(filtered.Length / 2);
        int flushed;
        using (var zlib = new ZLibStream(target, level, leaveOpen: true))
        {
            zlib.Write(filtered);
            // Ends at a whole byte without ending the stream: what follows is the next stripe.
            zlib.Flush();
            flushed = (int)target.Length;
        }

        // Each stripe is a zlib stream: two bytes of header, the data, the end of the data, the checksum.
        ReadOnlyMemory<byte> all = target.GetBuffer().AsMemory(0, (int)target.Length);
        uint adler = BinaryPrimitives.ReadUInt32BigEndian(all.Span[^4..]);
        return (last ? all[2..^4] : all[2..flushed], adler, filtered.Length);
    }

    /// <summary>The Adler-32 of two pieces of data, from that of each and the length of the second.</summary>
    private static uint Combine(uint first, uint second, long length)
    {
        ulong rest = (ulong)(length % AdlerModulus);
        ulong a1 = first & 0xFFFF;
        ulong b1 = first >> 16;
        ulong a2 = second & 0xFFFF;
        ulong b2 = second >> 16;
        ulong a = (a1 + a2 + AdlerModulus - 1) % AdlerModulus;
        ulong b = (b1 + b2 + (rest * (a1 + AdlerModulus - 1))) % AdlerModulus;
        return (uint)((b << 16) | a);
    }
}
