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
