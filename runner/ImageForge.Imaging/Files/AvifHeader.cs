using System.Buffers.Binary;
using ImageForge.Imaging.Color;
using static ImageForge.Imaging.Files.IsoBoxes;

namespace ImageForge.Imaging.Files;

/// <summary>
/// What an AVIF file says of its primary picture, by the boxes of ISO/IEC 14496-12 and 23008-12. Refuses by name what libheif would
/// show wrongly: it takes every transfer function for sRGB's, and premultiplied colour for straight.
/// </summary>
/// <param name="Width">Width in pixels before any rotation.</param>
/// <param name="Height">Height in pixels before any rotation.</param>
/// <param name="Primaries">Primaries that libheif does not convert from; null where they are those of Rec. 709, or a profile decides.</param>
internal sealed record AvifHeader(long Width, long Height, Chromaticities? Primaries)
{
    private const int MostProperties = 1024;

    /// <summary>Whether a file begins as an AVIF does: with a list of brands that names it.</summary>
    public static bool IsAvif(ReadOnlySpan<byte> file)
    {
        if (file.Length < 16 || !file[4..].StartsWith("ftyp"u8))
        {
            return false;
        }

        long end = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(file), file.Length);
        for (int at = 8; at + 4 <= end; at += 4)
        {
            // Between the major brand and the compatible ones is a version.
            if (at != 12 && (file[at..].StartsWith("avif"u8) || file[at..].StartsWith("avis"u8)))
            {
                return true;
            }
        }

        return false;
    }

    /// <exception cref="ImageFormatException">The boxes are damaged, or the picture is of a kind that is not supported.</exception>
    public static AvifHeader Read(ReadOnlySpan<byte> file)
    {
        CheckData(file);
        ReadOnlySpan<byte> meta = Required(file, "meta"u8, "no still picture (meta)")[4..];
        uint primary = Primary(Required(meta, "pitm"u8, "no primary picture (pitm)"));
        CheckKind(Required(meta, "iinf"u8, "no list of items (iinf)"), primary);
        if (IsPremultiplied(Find(meta, "iref"u8), primary))
        {
            throw Refused("premultiplied alpha");
        }

        ReadOnlySpan<byte> properties = Required(meta, "iprp"u8, "no properties (iprp)");
        ReadOnlySpan<byte> list = Required(properties, "ipco"u8, "no list of properties (ipco)");
        (long Width, long Height)? size = null;
        (int Primaries, int Transfer)? codes = null;
        bool profile = false;
        foreach (int index in Associated(properties, primary))
        {
            ReadOnlySpan<byte> body = Property(list, index, out uint type);
            switch (type)
            {
                case Type.Size:
                    size = (Number(body, 4, 4), Number(body, 8, 4));
                    break;
                case Type.Aperture:
                    throw Refused("a clean aperture (clap)");
                case Type.Color when body.StartsWith("nclx"u8):
                    codes = ((int)Number(body, 4, 2), (int)Number(body, 6, 2));
                    break;
                case Type.Color:
                    profile = true;
                    break;
            }
        }

        (long width, long height) = size ?? throw Broken("no size of its primary picture (ispe)");
        return new AvifHeader(
            width,
            height,
            profile || codes is not { } c ? null : PrimariesOf(c.Primaries, c.Transfer)
        );
    }

    private static class Type
    {
        public const uint Size = 0x69737065; // ispe
        public const uint Data = 0x6D646174; // mdat
        public const uint Aperture = 0x636C6170; // clap
        public const uint Color = 0x636F6C72; // colr
        public const uint Associations = 0x69706D61; // ipma
        public const uint Entry = 0x696E6665; // infe
        public const uint Premultiplied = 0x7072656D; // prem
        public const uint Coded = 0x61763031; // av01
        public const uint Grid = 0x67726964; // grid
    }

    /// <summary>Numbers of ITU-T H.273.</summary>
    private static Chromaticities? PrimariesOf(int primaries, int transfer)
    {
        string? light = transfer switch
        {
            // sRGB's, unspecified, and those of video, which displays show much as sRGB's.
            1 or 2 or 6 or 13 or 14 or 15 => null,
            8 => "linear light",
            16 => "HDR (PQ)",
            18 => "HDR (HLG)",
            _ => "a transfer function other than sRGB's",
        };
        if (light is not null)
        {
            throw Refused($"{light} (transfer characteristics {transfer})");
        }

        return primaries switch
        {
            1 or 2 => null,
            5 => Chromaticities.Rec601Of625Lines,
            6 or 7 => Chromaticities.Rec601Of525Lines,
            9 => Chromaticities.Rec2020,
            12 => Chromaticities.DisplayP3,
            _ => throw Refused(
                $"other primaries than Rec. 709, 601 or 2020 and Display P3 (colour primaries {primaries})"
            ),
        };
    }

    /// <summary>Finds files that were cut short: the samples come last.</summary>
    private static void CheckData(ReadOnlySpan<byte> file)
    {
        while (Next(ref file, out uint type, out _) && type != Type.Data) { }
    }

    private static uint Primary(ReadOnlySpan<byte> item) => (uint)Number(item, 4, item[0] == 0 ? 2 : 4);

    private static void CheckKind(ReadOnlySpan<byte> items, uint primary)
    {
        int head = items[0] == 0 ? 6 : 8;
        if (items.Length < head)
        {
            throw EndsEarly();
        }

        ReadOnlySpan<byte> rest = items[head..];
        while (Next(ref rest, out uint type, out ReadOnlySpan<byte> body))
        {
            if (type != Type.Entry || Number(body, 0, 1) is not (2 or 3))
            {
                continue;
            }

            int bytes = body[0] == 2 ? 2 : 4;
            if (Number(body, 4, bytes) == primary)
            {
                uint kind = (uint)Number(body, 6 + bytes, 4);
                if (kind is not (Type.Coded or Type.Grid))
                {
                    throw Refused("a primary picture that is neither AV1 nor a grid of such");
                }

                return;
            }
        }

        throw Broken("no entry of its primary picture (infe)");
    }

    private static bool IsPremultiplied(ReadOnlySpan<byte> references, uint primary)
    {
        if (references.Length < 4)
        {
            return false;
        }

        int bytes = references[0] == 0 ? 2 : 4;
        ReadOnlySpan<byte> rest = references[4..];
        while (Next(ref rest, out uint type, out ReadOnlySpan<byte> body))
        {
            if (type == Type.Premultiplied && Number(body, 0, bytes) == primary)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The numbers of an item's properties, from 1.</summary>
    private static List<int> Associated(ReadOnlySpan<byte> properties, uint item)
    {
        List<int> found = [];
        while (Next(ref properties, out uint type, out ReadOnlySpan<byte> body))
        {
            if (type != Type.Associations)
            {
                continue;
            }

            int idBytes = Number(body, 0, 1) == 0 ? 2 : 4;
            int indexBytes = (Number(body, 3, 1) & 1) == 0 ? 1 : 2;
            long entries = Number(body, 4, 4);
            int at = 8;
            for (long i = 0; i < entries; i++)
            {
                long id = Number(body, at, idBytes);
                long count = Number(body, at + idBytes, 1);
                at += idBytes + 1;
                for (long k = 0; k < count; k++, at += indexBytes)
                {
                    // The first bit says that readers must know the property.
                    int index = (int)Number(body, at, indexBytes) & (indexBytes == 1 ? 0x7F : 0x7FFF);
                    if (id == item && index > 0)
                    {
                        found.Add(index);
                    }
                }
            }
        }

        return found.Count <= MostProperties ? found : throw Broken($"{found.Count} properties of its primary picture");
    }

    private static ReadOnlySpan<byte> Property(ReadOnlySpan<byte> list, int index, out uint type)
    {
        for (int i = 1; Next(ref list, out type, out ReadOnlySpan<byte> body); i++)
        {
            if (i == index)
            {
                return body;
            }
        }

        throw Broken($"no property {index}, which its primary picture has");
    }

    private static ImageFormatException Refused(string what) => new($"The AVIF has {what}, which is not supported.");
}
