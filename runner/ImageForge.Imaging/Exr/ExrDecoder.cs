using ImageForge.Imaging.Exr.Compressions;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Exr;

/// <summary>
/// Reads OpenEXR files: scan lines and tiles (of several levels the largest), one or several parts (the first flat one with
/// colours), half, float or integer channels, uncompressed or with RLE, ZIPS, ZIP, PIZ, PXR24, B44 or B44A. Other primaries
/// than Rec. 709 are converted. Made for untrusted input: managed code only, limits first.
/// </summary>
public static class ExrDecoder
{
    // What all threads together may have of blocks in memory, beyond one each: 64 MiB.
    private const long SharedBytes = 64 << 20;

    /// <summary>Decodes a file. The picture is its display window; the caller disposes of it.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="limits">What it may ask for at most.</param>
    /// <param name="threads">Most threads to use; one for each processor if not given. The pixels do not depend on it.</param>
    /// <exception cref="ImageFormatException">It is no EXR, is broken, too large, or of a kind that is not read.</exception>
    public static PixelBuffer Decode(ReadOnlyMemory<byte> file, DecodeLimits? limits = null, int? threads = null)
    {
        if (ImageHeader.Sniff(file.Span) != ImageFormat.Exr)
        {
            throw new ImageFormatException("The file does not begin as an EXR.");
        }

        ExrPart part = ExrPart.Read(file.Span, limits ?? new DecodeLimits());
        var chunks = new ExrChunks(file, part, BlockCodecs.Lines(part.Compression));
        PixelBuffer image = PixelBuffer.Allocate((int)part.Display.Width, (int)part.Display.Height);
        try
        {
            DecodeAll(part, chunks, new ExrPlacer(part, image), threads ?? Environment.ProcessorCount);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static void DecodeAll(ExrPart part, ExrChunks chunks, ExrPlacer placer, int threads)
    {
        int blockBytes = new BlockShape(part.Channels, chunks.Window(0)).Bytes;
        int most = (int)Math.Clamp(SharedBytes / Math.Max(1, blockBytes), 1, threads);
        Exception?[] problem = [null];
        int failed = int.MaxValue;
        new RowParallel(most, default).Each(
            chunks.Count,
            i =>
            {
                if (i > Volatile.Read(ref failed))
                {
                    return;
                }

                try
                {
                    DecodeOne(part, chunks, placer, i);
                }
                catch (Exception error) when (error is ImageFormatException or InvalidDataException or IOException)
                {
                    // The first block that is damaged is the one to tell of, whichever thread finds one first.
                    lock (problem)
                    {
                        if (i < failed)
                        {
                            (failed, problem[0]) = (i, error);
                        }
                    }
                }
            }
        );
        if (problem[0] is { } first)
        {
            throw first is ImageFormatException
                ? first
                : new ImageFormatException("The EXR's compressed lines are damaged.", first);
        }
    }

    private static void DecodeOne(ExrPart part, ExrChunks chunks, ExrPlacer placer, int chunk)
    {
        ReadOnlyMemory<byte> packed = chunks.Packed(chunk);
        var shape = new BlockShape(part.Channels, chunks.Window(chunk));
        if (packed.Length == shape.Bytes)
        {
            // What compression would have made larger is stored as it is.
            placer.Place(shape, packed.Span);
            return;
        }

        IBlockCodec? codec = BlockCodecs.For(part.Compression);
        if (codec is null || packed.Length == 0 || packed.Length > shape.Bytes)
        {
            throw new ImageFormatException(
                $"The EXR's block {chunk} has {packed.Length} bytes where {shape.Bytes} uncompressed ones belong."
            );
        }

        using var raw = new Scratch<byte>(shape.Bytes);
        codec.Expand(packed, shape, raw.Span);
        placer.Place(shape, raw.Span);
    }
}
