using System.Buffers.Binary;
using ImageForge.Imaging.Color;
using ImageForge.Imaging.Exr.Compressions;

namespace ImageForge.Imaging.Exr;

/// <summary>The part of a file that is its picture: the first flat one with colour channels; read, chosen and checked.</summary>
internal sealed class ExrPart
{
    private const int FixedBytes = 8;
    private const int MostParts = 1024;
    private const int TiledFlag = 0x200;
    private const int LongNamesFlag = 0x400;
    private const int DeepFlag = 0x800;
    private const int MultipartFlag = 0x1000;
    private const int KnownFlags = TiledFlag | LongNamesFlag | DeepFlag | MultipartFlag;

    // Samples that are not needed are unpacked too: as many bytes a pixel as sixteen floats have bound the time that takes.
    private const int MostBytesPerPixel = 64;

    // A block, its bytes before they are sorted, and the picture are in memory at once.
    private const int MostBlockBytesPerPixel = 16;

    private ExrPart(ExrHeader header, ExrColors colors)
    {
        Channels = header.Channels;
        Colors = colors;
        Compression = header.Compression!.Value;
        Data = header.Data!.Value;
        Display = header.Display!.Value;
        Chromaticities = header.Chromaticities;
        Derived = header.Derived;
        PixelAspectRatio = header.PixelAspectRatio;
    }

    /// <summary>The channels in the order of the file.</summary>
    public IReadOnlyList<ExrChannel> Channels { get; }

    /// <summary>Which of them are the picture.</summary>
    public ExrColors Colors { get; }

    public ExrCompression Compression { get; }

    /// <summary>Where the pixels are.</summary>
    public ExrWindow Data { get; }

    /// <summary>What is to be seen.</summary>
    public ExrWindow Display { get; }

    /// <summary>The size of the picture.</summary>
    public (long Width, long Height) Size => (Display.Width, Display.Height);

    /// <summary>The primaries, if the file names them; else those of Rec. 709.</summary>
    public Chromaticities? Chromaticities { get; }

    /// <summary>Whether its writer says that it was made from 8-bit files.</summary>
    public bool Derived { get; }

    /// <summary>Width of a pixel by its height; another than 1 is not applied.</summary>
    public float PixelAspectRatio { get; }

    /// <summary>Null where the part has scan lines.</summary>
    public ExrTiles? Tiles { get; private init; }

    /// <summary>The number that precedes each of its chunks; null in a file of one part.</summary>
    public int? Number { get; private init; }

    /// <summary>Where the table of chunks begins.</summary>
    public long Table { get; private init; }

    /// <exception cref="ImageFormatException">It is broken, too large, or of a kind that is not read.</exception>
    public static ExrPart Read(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        if (file.Length < FixedBytes)
        {
            throw new ImageFormatException($"The EXR ends at byte {file.Length}, within its header.");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(file[4..]);
        if ((version & 0xFF) != 2 || (version & ~(0xFF | KnownFlags)) != 0)
        {
            throw new ImageFormatException($"The EXR's version 0x{version:x} is not supported: version 2 is.");
        }

        var reader = new HeaderReader(file, FixedBytes);
        bool isTiled = (version & TiledFlag) != 0;
        ExrPart part =
            (version & MultipartFlag) != 0 ? ReadMany(ref reader)
            : (version & DeepFlag) != 0
                ? throw new ImageFormatException("The EXR has deep data, which are not supported: flat pictures are.")
            : ReadOne(ref reader, isTiled);
        part.Check(limits);
        return part;
    }

    private static ExrPart ReadOne(ref HeaderReader reader, bool isTiled)
    {
        ExrHeader header = ExrHeader.Read(ref reader) ?? throw Incomplete();
        CheckComplete(header, isTiled);
        ExrColors colors =
            ExrColors.Find(header.Channels, out string problem) ?? throw new ImageFormatException($"The EXR {problem}");
        return new ExrPart(header, colors) { Tiles = isTiled ? header.Tiles : null, Table = reader.At };
    }

    private static ExrPart ReadMany(ref HeaderReader reader)
    {
        ExrHeader? chosen = null;
        ExrColors? colors = null;
        int number = 0;
        long before = 0;
        string problems = "";
        int count = 0;
        for (; ExrHeader.Read(ref reader) is { } header; count++)
        {
            if (count >= MostParts)
            {
                throw new ImageFormatException($"The EXR has more than {MostParts} parts.");
            }

            if (header.ChunkCount is not ({ } chunks and > 0))
            {
                throw new ImageFormatException($"The EXR's part {count} has no number of chunks.");
            }

            if (chosen is not null)
            {
                continue;
            }

            string problem = $"is of type {Printable.Text(header.Type)}.";
            if (header.Type is "scanlineimage" or "tiledimage")
            {
                colors = ExrColors.Find(header.Channels, out problem);
            }

            if (colors is not null)
            {
                (chosen, number) = (header, count);
                continue;
            }

            before += chunks;
            problems = count == 0 ? $"part 0, {Printable.Text(header.Name)}, {problem}" : problems;
        }

        if (chosen is null || colors is null)
        {
            throw count == 0
                ? Incomplete()
                : new ImageFormatException(
                    $"The EXR has {count} parts and none is a flat picture with colours of one layer: {problems}"
                );
        }

        bool isTiled = chosen.Type == "tiledimage";
        CheckComplete(chosen, isTiled);
        return new ExrPart(chosen, colors)
        {
            Tiles = isTiled ? chosen.Tiles : null,
            Number = number,
            Table = reader.At + (before * sizeof(ulong)),
        };
    }

    private static void CheckComplete(ExrHeader header, bool isTiled)
    {
        if (
            header.Data is null
            || header.Display is null
            || header.Compression is null
            || header.Channels.Count == 0
            || (isTiled && header.Tiles is null)
        )
        {
            throw Incomplete();
        }
    }

    private static ImageFormatException Incomplete() =>
        new("The EXR lacks channels, compression, dataWindow, displayWindow or tiles.");

    private void Check(DecodeLimits limits)
    {
        _ = BlockCodecs.For(Compression);
        limits.Check("EXR", Data.Width, Data.Height);
        limits.Check("EXR", Display.Width, Display.Height);
        if (!Data.IsNear || !Display.IsNear)
        {
            throw new ImageFormatException("The EXR's windows lie too far from the origin.");
        }

        if (Tiles is { Width: < 1 } or { Height: < 1 })
        {
            throw new ImageFormatException($"The EXR's tiles are {Tiles.Value.Width}×{Tiles.Value.Height} pixels.");
        }

        CheckSampling();
        long pixelBytes = Channels.Sum(c => (long)c.SampleBytes);
        long most = Times(limits.MaxPixels, MostBytesPerPixel);
        if (pixelBytes * Data.Width * Data.Height > most)
        {
            throw new ImageFormatException(
                $"The EXR has {Data.Width}×{Data.Height} pixels of {pixelBytes} bytes; at most {most} bytes are allowed."
            );
        }

        long block =
            Math.Min(Tiles?.Width ?? Data.Width, Data.Width)
            * Math.Min(Tiles?.Height ?? BlockCodecs.Lines(Compression), Data.Height)
            * pixelBytes;
        long mostBlock = Math.Min(Times(limits.MaxPixels, MostBlockBytesPerPixel), int.MaxValue / 2);
        if (block > mostBlock)
        {
            throw new ImageFormatException($"The EXR has blocks of {block} bytes; at most {mostBlock} are allowed.");
        }
    }

    // Our own files are read without a limit of pixels: as many as a number holds.
    private static long Times(long pixels, long bytes) =>
        pixels > long.MaxValue / bytes ? long.MaxValue : pixels * bytes;

    private void CheckSampling()
    {
        foreach (int index in (int[])[Colors.Red, Colors.Green, Colors.Blue, Colors.Alpha ?? Colors.Red])
        {
            Refuse(Channels[index]);
        }

        if (Tiles is not null)
        {
            foreach (ExrChannel channel in Channels)
            {
                Refuse(channel);
            }
        }

        static void Refuse(ExrChannel channel)
        {
            if (channel.IsSubsampled)
            {
                throw new ImageFormatException(
                    $"The EXR's channel {Printable.Text(channel.Name)} is subsampled {channel.StepX}×{channel.StepY}, which is not supported."
                );
            }
        }
    }
}
