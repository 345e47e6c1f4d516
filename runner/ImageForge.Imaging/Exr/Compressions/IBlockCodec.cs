using System.Buffers;

namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>Undoes one compression, block by block; has no state, so any number of threads may use it.</summary>
internal interface IBlockCodec
{
    /// <summary>Fills <paramref name="raw"/> with the samples of a block.</summary>
    /// <param name="packed">The compressed block; at least one byte, and fewer than <paramref name="raw"/> has.</param>
    /// <param name="shape">How the samples lie in <paramref name="raw"/>.</param>
    /// <param name="raw">As many bytes as the shape has.</param>
    /// <exception cref="ImageFormatException">The block is damaged.</exception>
    /// <exception cref="InvalidDataException">The same, found by zlib.</exception>
    /// <exception cref="EndOfStreamException">zlib's data end early.</exception>
    void Expand(ReadOnlyMemory<byte> packed, BlockShape shape, Span<byte> raw);
}

/// <summary>The table of compressions: how many lines a block has, and what undoes it.</summary>
internal static class BlockCodecs
{
    private const string Supported = "none, RLE, ZIPS, ZIP, PIZ, PXR24, B44 and B44A are";

    private static readonly IBlockCodec Rle = new RleCodec();
    private static readonly IBlockCodec Zip = new ZipCodec();
    private static readonly IBlockCodec Piz = new PizCodec();
    private static readonly IBlockCodec Pxr24 = new Pxr24Codec();
    private static readonly IBlockCodec B44 = new B44Codec();

    /// <summary>The lines of a scanline block; a tile is one block whatever its height.</summary>
    public static int Lines(ExrCompression compression) =>
        compression switch
        {
            ExrCompression.Zip or ExrCompression.Pxr24 => 16,
            ExrCompression.Piz or ExrCompression.B44 or ExrCompression.B44A => 32,
            _ => 1,
        };

    /// <summary>Null for <see cref="ExrCompression.None"/>, which has nothing to undo.</summary>
    /// <exception cref="ImageFormatException">The compression is not supported.</exception>
    public static IBlockCodec? For(ExrCompression compression) =>
        compression switch
        {
            ExrCompression.None => null,
            ExrCompression.Rle => Rle,
            ExrCompression.Zips or ExrCompression.Zip => Zip,
            ExrCompression.Piz => Piz,
            ExrCompression.Pxr24 => Pxr24,
            ExrCompression.B44 or ExrCompression.B44A => B44,
            _ => throw new ImageFormatException(
                $"The EXR's compression {Name(compression)} is not supported: {Supported}."
            ),
        };

    private static string Name(ExrCompression compression) =>
        compression switch
        {
            ExrCompression.Htj2k256 or ExrCompression.Htj2k32 => "HTJ2K",
            _ when Enum.IsDefined(compression) => compression.ToString().ToUpperInvariant(),
            _ => $"number {(int)compression}",
        };
}

/// <summary>Pooled memory for the time of one block; its contents are whatever was there before.</summary>
internal readonly ref struct Scratch<T>(int length)
    where T : unmanaged
{
    private readonly T[] _array = ArrayPool<T>.Shared.Rent(length);

    public Span<T> Span => _array.AsSpan(0, length);

    public void Dispose() => ArrayPool<T>.Shared.Return(_array);
}
