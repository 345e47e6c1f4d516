using System.IO.Compression;

namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>zlib over bytes that are sorted and differenced, for ZIPS and ZIP.</summary>
internal sealed class ZipCodec : IBlockCodec
{
    public void Expand(ReadOnlyMemory<byte> packed, BlockShape shape, Span<byte> raw)
    {
        using var planes = new Scratch<byte>(raw.Length);
        Inflate(packed, planes.Span);
        BytePlanes.Join(planes.Span, raw);
    }

    /// <summary>Fills the target with what zlib has packed.</summary>
    public static void Inflate(ReadOnlyMemory<byte> packed, Span<byte> target)
    {
        using var stream = new SegmentStream([packed]);
        using var zlib = new ZLibStream(stream, CompressionMode.Decompress);
        zlib.ReadExactly(target);
    }
}
