using ImageForge.Imaging.Color;

namespace ImageForge.Imaging.Exr;

/// <summary>A file's header, read and checked: one part, scanlines, full resolution.</summary>
internal sealed class ExrHeader
{
    private const int FixedBytes = 8;
    private const int MostAttributes = 1024;
    private const int MostChannels = 64;
    private const int TiledFlag = 0x200;
    private const int DeepFlag = 0x800;
    private const int MultipartFlag = 0x1000;
    private const int LongNamesFlag = 0x400;

    private ExrWindow? _data;
    private ExrWindow? _display;
    private ExrCompression? _compression;

    /// <summary>The channels in the order of the file.</summary>
    public IReadOnlyList<ExrChannel> Channels { get; private set; } = [];

    /// <summary>The primaries, if the file names them; else those of Rec. 709.</summary>
    public Chromaticities? Chromaticities { get; private set; }

    /// <summary>Where the pixels are.</summary>
    public ExrWindow Data => _data!.Value;

    /// <summary>What is to be seen.</summary>
    public ExrWindow Display => _display!.Value;

    public ExrCompression Compression => _compression!.Value;

    /// <summary>The size of the picture.</summary>
    public (long Width, long Height) Size => (Display.Width, Display.Height);

    /// <summary>Whether its writer says that it was made from 8-bit files.</summary>
    public bool Derived { get; private set; }

    /// <summary>Where the table of blocks begins.</summary>
    public int End { get; private set; }

    /// <exception cref="ImageFormatException">It is broken, too large, or of a kind that is not read.</exception>
    public static ExrHeader Read(ReadOnlySpan<byte> file, DecodeLimits limits)
    {
        var header = new ExrHeader();
        if (file.Length < FixedBytes)
        {
            throw new ImageFormatException($"The EXR ends at byte {file.Length}, within its header.");
        }

        CheckKind(System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(file[4..]));
        var reader = new HeaderReader(file, FixedBytes);
        for (int i = 0; ; i++)
        {
            string name = reader.Name();
            if (name.Length == 0)
            {
                break;
            }

            if (i >= MostAttributes)
            {
                throw new ImageFormatException($"The EXR has more than {MostAttributes} attributes.");
            }

            string type = reader.Name();
            int size = reader.Int();
            header.Take(name, type, reader.Bytes(size));
        }

        header.End = reader.At;
        header.Check(limits);
        return header;
    }

    private static void CheckKind(int version)
    {
        string? kind =
            (version & 0xFF) != 2 ? $"version {version & 0xFF}"
            : (version & DeepFlag) != 0 ? "deep data"
            : (version & MultipartFlag) != 0 ? "several parts"
            : (version & TiledFlag) != 0 ? "tiles"
            : (version & ~(0xFF | LongNamesFlag)) != 0 ? $"flags 0x{version:x} that are unknown"
            : null;
        if (kind is not null)
        {
            throw new ImageFormatException(
                $"The EXR has {kind}; only single-part scanline files of version 2 are read."
            );
        }
    }

    private void Take(string name, string type, ReadOnlySpan<byte> value)
    {
        var reader = new HeaderReader(value, 0);
        switch (name, type)
        {
            case ("channels", "chlist"):
                Channels = ReadChannels(ref reader);
                break;
            case ("compression", "compression"):
                _compression = (ExrCompression)reader.Byte();
                break;
            case ("derived", "int"):
                Derived = reader.Int() != 0;
                break;
            case ("dataWindow", "box2i"):
                _data = new ExrWindow(reader.Int(), reader.Int(), reader.Int(), reader.Int());
                break;
            case ("displayWindow", "box2i"):
                _display = new ExrWindow(reader.Int(), reader.Int(), reader.Int(), reader.Int());
                break;
            case ("chromaticities", "chromaticities"):
                Chromaticities = new Chromaticities(
                    new(reader.Float(), reader.Float()),
                    new(reader.Float(), reader.Float()),
                    new(reader.Float(), reader.Float()),
                    new(reader.Float(), reader.Float())
                );
                break;
        }
    }

    private static List<ExrChannel> ReadChannels(ref HeaderReader reader)
    {
        var channels = new List<ExrChannel>();
        for (string name = reader.Name(); name.Length > 0; name = reader.Name())
        {
            int type = reader.Int();
            _ = reader.Int();
            (int x, int y) = (reader.Int(), reader.Int());
            if (type is < 0 or > 2)
            {
                throw new ImageFormatException($"The EXR's channel {Printable.Text(name)} has samples of type {type}.");
            }

            if (x != 1 || y != 1)
            {
                throw new ImageFormatException(
                    $"The EXR's channel {Printable.Text(name)} is subsampled {x}×{y}; only full resolution is read."
                );
            }

            channels.Add(new ExrChannel(name, (ExrPixelType)type));
            if (channels.Count > MostChannels)
            {
                throw new ImageFormatException($"The EXR has more than {MostChannels} channels.");
            }
        }

        return channels;
    }

    private void Check(DecodeLimits limits)
    {
        if (_data is null || _display is null || _compression is null || Channels.Count == 0)
        {
            throw new ImageFormatException("The EXR lacks channels, compression, dataWindow or displayWindow.");
        }

        if (Compression is not (ExrCompression.None or ExrCompression.Rle or ExrCompression.Zips or ExrCompression.Zip))
        {
            throw new ImageFormatException(
                $"The EXR is compressed with {Compression.ToString().ToUpperInvariant()}; none, RLE, ZIPS and ZIP are read."
            );
        }

        limits.Check("EXR", Data.Width, Data.Height);
        limits.Check("EXR", Display.Width, Display.Height);
    }
}
