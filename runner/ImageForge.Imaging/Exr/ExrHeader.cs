using System.Text;
using ImageForge.Imaging.Color;

namespace ImageForge.Imaging.Exr;

/// <summary>The size of tiles, and whether smaller levels of the picture follow the largest.</summary>
internal readonly record struct ExrTiles(int Width, int Height);

/// <summary>The attributes of one part that decide how it is read. Those of no part that can be read may be missing.</summary>
internal sealed class ExrHeader
{
    private const int MostAttributes = 1024;
    private const int MostChannels = 1024;

    /// <summary>The channels in the order of the file.</summary>
    public IReadOnlyList<ExrChannel> Channels { get; private set; } = [];

    /// <summary>The primaries, if the file names them; else those of Rec. 709.</summary>
    public Chromaticities? Chromaticities { get; private set; }

    /// <summary>Where the pixels are.</summary>
    public ExrWindow? Data { get; private set; }

    /// <summary>What is to be seen.</summary>
    public ExrWindow? Display { get; private set; }

    public ExrCompression? Compression { get; private set; }

    /// <summary>Null where the file has none.</summary>
    public ExrTiles? Tiles { get; private set; }

    /// <summary>Whether its writer says that it was made from 8-bit files.</summary>
    public bool Derived { get; private set; }

    /// <summary>Width of a pixel by its height, as it is to be seen.</summary>
    public float PixelAspectRatio { get; private set; } = 1;

    /// <summary>The part's name; empty in most files of one part.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What kind of part it is, such as <c>scanlineimage</c>; empty in most files of one part.</summary>
    public string Type { get; private set; } = "";

    /// <summary>How many chunks it has; null where the file does not say.</summary>
    public int? ChunkCount { get; private set; }

    /// <summary>Reads attributes up to the empty name that ends them; null where there are none at all.</summary>
    /// <exception cref="ImageFormatException">An attribute is damaged.</exception>
    public static ExrHeader? Read(ref HeaderReader reader)
    {
        var header = new ExrHeader();
        for (int i = 0; ; i++)
        {
            string name = reader.Name();
            if (name.Length == 0)
            {
                return i == 0 ? null : header;
            }

            if (i >= MostAttributes)
            {
                throw new ImageFormatException($"The EXR has more than {MostAttributes} attributes.");
            }

            string type = reader.Name();
            int size = reader.Int();
            header.Take(name, type, reader.Bytes(size));
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
                Compression = (ExrCompression)reader.Byte();
                break;
            case ("derived", "int"):
                Derived = reader.Int() != 0;
                break;
            case ("pixelAspectRatio", "float"):
                PixelAspectRatio = reader.Float();
                break;
            case ("dataWindow", "box2i"):
                Data = new ExrWindow(reader.Int(), reader.Int(), reader.Int(), reader.Int());
                break;
            case ("displayWindow", "box2i"):
                Display = new ExrWindow(reader.Int(), reader.Int(), reader.Int(), reader.Int());
                break;
            case ("tiles", "tiledesc"):
                // The last byte says which smaller levels follow the largest, and how their sizes are rounded.
                Tiles = new ExrTiles(reader.Int(), reader.Int());
                break;
            case ("name", "string"):
                Name = Encoding.UTF8.GetString(value);
                break;
            case ("type", "string"):
                Type = Encoding.UTF8.GetString(value);
                break;
            case ("chunkCount", "int"):
                ChunkCount = reader.Int();
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
            // Three reserved bytes follow the first.
            bool isLinear = (reader.Int() & 0xFF) != 0;
            (int x, int y) = (reader.Int(), reader.Int());
            if (type is < 0 or > 2)
            {
                throw new ImageFormatException($"The EXR's channel {Printable.Text(name)} has samples of type {type}.");
            }

            if (x < 1 || y < 1)
            {
                throw new ImageFormatException($"The EXR's channel {Printable.Text(name)} is subsampled {x}×{y}.");
            }

            channels.Add(new ExrChannel(name, (ExrPixelType)type, isLinear, x, y));
            if (channels.Count > MostChannels)
            {
                throw new ImageFormatException($"The EXR has more than {MostChannels} channels.");
            }
        }

        return channels;
    }
}
