using System.Buffers.Binary;

namespace ImageForge.Imaging.Files;

/// <summary>
/// Reads the first directory of a TIFF or BigTIFF file, and refuses by name what libvips would read wrongly or not at all: its
/// own messages name neither.
/// </summary>
internal static class TiffHeader
{
    private const int MostEntries = 4096;
    private const int MostSamples = 8;

    private const int Uncompressed = 1;
    private const int Jpeg = 7;
    private const int AssociatedAlpha = 1;

    private enum Tag
    {
        Width = 256,
        Height = 257,
        BitsPerSample = 258,
        Compression = 259,
        Photometric = 262,
        SamplesPerPixel = 277,
        PlanarConfiguration = 284,
        TileWidth = 322,
        InkSet = 332,
        ExtraSamples = 338,
        SampleFormat = 339,
        Subsampling = 530,
    }

    private enum Photometric
    {
        WhiteIsZero = 0,
        BlackIsZero = 1,
        Rgb = 2,
        Palette = 3,
        Cmyk = 5,
        YCbCr = 6,
    }

    /// <summary>The size in pixels as stored.</summary>
    /// <exception cref="ImageFormatException">The directory is broken, or the file is of a kind that is not supported.</exception>
    public static (long Width, long Height) Size(ReadOnlySpan<byte> file)
    {
        Dictionary<Tag, int[]> tags = ReadTags(file);
        Check(tags);
        return (First(tags, Tag.Width, 0), First(tags, Tag.Height, 0));
    }

    private static void Check(Dictionary<Tag, int[]> tags)
    {
        int compression = First(tags, Tag.Compression, Uncompressed);
        if (Unsupported(compression) is { } name)
        {
            throw Refused($"{name} (compression {compression})");
        }

        if (!tags.ContainsKey(Tag.Photometric))
        {
            throw new ImageFormatException("The TIFF has no PhotometricInterpretation.");
        }

        int code = First(tags, Tag.Photometric, 0);
        int colors = (Photometric)code switch
        {
            Photometric.WhiteIsZero or Photometric.BlackIsZero or Photometric.Palette => 1,
            Photometric.Rgb or Photometric.YCbCr => 3,
            Photometric.Cmyk when First(tags, Tag.InkSet, 1) == 1 => 4,
            Photometric.Cmyk => throw Refused("inks other than CMYK"),
            _ => throw Refused($"{Name(code)} (PhotometricInterpretation {code})"),
        };
        var kind = (Photometric)code;
        int samples = First(tags, Tag.SamplesPerPixel, 1);
        int most = kind is Photometric.Palette or Photometric.YCbCr ? colors : colors + 1;
        if (samples < colors || samples > most)
        {
            throw new ImageFormatException(
                $"The TIFF has {samples} samples a pixel of {Name(code)}; {colors}{(most > colors ? ", and one of alpha," : "")} are supported."
            );
        }

        CheckSamples(tags, kind, samples);
        CheckLayout(tags, kind, compression);
    }

    private static void CheckSamples(Dictionary<Tag, int[]> tags, Photometric kind, int samples)
    {
        int bits = Same(tags, Tag.BitsPerSample, 1, "bits");
        int format = Same(tags, Tag.SampleFormat, 1, "formats");
        bool supported = format switch
        {
            // Unsigned integers, also where the writer didn't know (4).
            1 or 4 => bits is 8 or 16
                || (bits == 32 && kind != Photometric.Palette)
                || (bits is 1 or 2 or 4 && samples == 1),
            2 => throw Refused("signed integer samples, of which the format does not define black and white"),
            3 => bits is 16 or 32 && kind is Photometric.BlackIsZero or Photometric.Rgb,
            _ => throw Refused("complex samples"),
        };
        // libvips divides colours by associated alpha as if it had 16 bits.
        bool associated = First(tags, Tag.ExtraSamples, 0) == AssociatedAlpha;
        if (!supported || (associated && bits == 32 && format != 3))
        {
            throw Refused(
                $"{bits}-bit {(format == 3 ? "floating-point" : "integer")} samples, {samples} a pixel, of {Name((int)kind)}{(associated ? " with associated alpha" : "")}"
            );
        }
    }

    private static void CheckLayout(Dictionary<Tag, int[]> tags, Photometric kind, int compression)
    {
        bool separate = First(tags, Tag.PlanarConfiguration, 1) == 2;
        if (separate && tags.ContainsKey(Tag.TileWidth))
        {
            throw Refused("tiles in separate planes");
        }

        if (kind != Photometric.YCbCr)
        {
            return;
        }

        // libvips converts these two forms to RGB and would take any other for RGB.
        bool subsampled = !tags.TryGetValue(Tag.Subsampling, out int[]? by) || by is not [1, 1];
        bool converted = compression == Jpeg || (subsampled && Same(tags, Tag.BitsPerSample, 1, "bits") == 8);
        if (separate || !converted)
        {
            throw Refused("YCbCr that is neither JPEG nor 8-bit and subsampled in one plane");
        }
    }

    private static string? Unsupported(int compression) =>
        compression switch
        {
            Uncompressed or 2 or 3 or 4 or 5 or Jpeg or 8 or 32773 or 32946 or 50001 => null,
            6 => "old-style JPEG",
            9 or 10 => "JBIG",
            34676 or 34677 => "SGI LogLuv",
            33003 or 33004 or 33005 or 34712 => "JPEG 2000",
            34887 => "LERC",
            34925 => "LZMA",
            50000 => "Zstandard",
            50002 or 52546 => "JPEG XL",
            _ => "an unknown compression",
        };

    private static string Name(int photometric) =>
        photometric switch
        {
            0 or 1 => "grey",
            2 => "RGB",
            3 => "palette colour",
            4 => "a transparency mask",
            5 => "CMYK",
            6 => "YCbCr",
            8 => "CIELAB",
            9 => "ICCLAB",
            10 => "ITULAB",
            32803 => "a colour filter array",
            32844 => "LogL",
            32845 => "LogLuv",
            34892 => "raw camera samples",
            _ => "an unknown kind of colour",
        };

    private static ImageFormatException Refused(string what) => new($"The TIFF has {what}, which is not supported.");

    private static int First(Dictionary<Tag, int[]> tags, Tag tag, int otherwise) =>
        tags.TryGetValue(tag, out int[]? values) && values.Length > 0 ? values[0] : otherwise;

    /// <summary>The value that a tag has for every sample.</summary>
    private static int Same(Dictionary<Tag, int[]> tags, Tag tag, int otherwise, string what)
    {
        int first = First(tags, tag, otherwise);
        return tags.TryGetValue(tag, out int[]? values) && values.Any(v => v != first)
            ? throw Refused($"samples of different {what}")
            : first;
    }

    private static Dictionary<Tag, int[]> ReadTags(ReadOnlySpan<byte> file)
    {
        bool little = file[0] == (byte)'I';
        bool big = Number(file, 2, 2, little) == 43;
        ulong directory = big ? Number(file, 8, 8, little) : Number(file, 4, 4, little);
        int countBytes = big ? 8 : 2;
        int entryBytes = big ? 20 : 12;
        if (directory > (ulong)file.Length)
        {
            throw new ImageFormatException("The TIFF's directory lies beyond the end of the file.");
        }

        int at = (int)directory;
        ulong entries = Number(file, at, countBytes, little);
        if (entries is 0 or > MostEntries)
        {
            throw new ImageFormatException($"The TIFF's directory has {entries} entries.");
        }

        var tags = new Dictionary<Tag, int[]>();
        at += countBytes;
        for (ulong i = 0; i < entries; i++, at += entryBytes)
        {
            var tag = (Tag)Number(file, at, 2, little);
            if (Enum.IsDefined(tag))
            {
                // As libtiff does: the first of several counts.
                tags.TryAdd(tag, Values(file, at, big, little, tag));
            }
        }

        return tags;
    }

    private static int[] Values(ReadOnlySpan<byte> file, int entry, bool big, bool little, Tag tag)
    {
        int bytes = Number(file, entry + 2, 2, little) switch
        {
            1 => 1,
            3 => 2,
            4 => 4,
            16 when big => 8,
            ulong type => throw new ImageFormatException($"The TIFF gives its {tag} as type {type}."),
        };
        ulong count = Number(file, entry + 4, big ? 8 : 4, little);
        if (count > MostSamples)
        {
            throw new ImageFormatException(
                $"The TIFF gives its {tag} as {count} values; at most {MostSamples} are supported."
            );
        }

        int room = big ? 8 : 4;
        int at = entry + 4 + room;
        if ((int)count * bytes > room)
        {
            ulong offset = Number(file, at, room, little);
            at = offset <= (ulong)file.Length ? (int)offset : file.Length;
        }

        int[] values = new int[(int)count];
        for (int i = 0; i < values.Length; i++)
        {
            // Anything beyond is refused by the limits all the same.
            values[i] = (int)Math.Min(Number(file, at + (i * bytes), bytes, little), int.MaxValue);
        }

        return values;
    }

    private static ulong Number(ReadOnlySpan<byte> file, int at, int bytes, bool little)
    {
        if (at < 0 || at > file.Length - bytes)
        {
            throw new ImageFormatException("The TIFF ends within its directory.");
        }

        ReadOnlySpan<byte> from = file[at..];
        return bytes switch
        {
            1 => from[0],
            2 => little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from),
            4 => little ? BinaryPrimitives.ReadUInt32LittleEndian(from) : BinaryPrimitives.ReadUInt32BigEndian(from),
            _ => little ? BinaryPrimitives.ReadUInt64LittleEndian(from) : BinaryPrimitives.ReadUInt64BigEndian(from),
        };
    }
}
