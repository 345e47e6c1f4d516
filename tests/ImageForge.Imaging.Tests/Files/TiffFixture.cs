using System.Buffers.Binary;
using System.IO.Compression;

namespace ImageForge.Imaging.Tests.Files;

/// <summary>Writes a TIFF of any kind, from one function of the sample's place.</summary>
/// <param name="Samples">Samples a pixel.</param>
/// <param name="Bits">Bits a sample.</param>
/// <param name="Value">A sample by column, row and channel: 0 to 1 of the greatest integer, or the floating-point number.</param>
internal sealed record TiffFixture(int Samples, int Bits, Func<int, int, int, double> Value)
{
    private const int TileSide = 16;

    public int Width { get; init; } = 20;

    public int Height { get; init; } = 18;

    /// <summary>1 unsigned, 2 signed, 3 floating point, 4 void, 5 and 6 complex.</summary>
    public int Format { get; init; } = 1;

    public int Photometric { get; init; } = 1;

    public int[]? Extra { get; init; }

    public bool Separate { get; init; }

    public bool Tiled { get; init; }

    public bool BigEndian { get; init; }

    /// <summary>Whether it is a BigTIFF, with offsets of eight bytes.</summary>
    public bool Long { get; init; }

    public int Orientation { get; init; } = 1;

    /// <summary>1 and 8 (deflate) are written as such; for others the tag says so and the data is not compressed.</summary>
    public int Compression { get; init; } = 1;

    public int[]? Palette { get; init; }

    /// <summary>Tags beside those of the layout, as 16-bit numbers.</summary>
    public IReadOnlyDictionary<int, int[]> More { get; init; } = new Dictionary<int, int[]>();

    /// <summary>Pixel data in place of that of <see cref="Value"/>.</summary>
    public byte[]? Data { get; init; }

    public byte[] Make()
    {
        List<byte[]> chunks = Data is null ? Chunks() : [Data];
        // A tag: whether its values have 32 bits, and the values.
        var tags = new SortedDictionary<int, (bool Wide, int[] Values)>
        {
            [256] = (true, [Width]),
            [257] = (true, [Height]),
            [258] = (false, [.. Enumerable.Repeat(Bits, Samples)]),
            [259] = (false, [Compression]),
            [262] = (false, [Photometric]),
            [274] = (false, [Orientation]),
            [277] = (false, [Samples]),
            [284] = (false, [Separate ? 2 : 1]),
            [339] = (false, [.. Enumerable.Repeat(Format, Samples)]),
        };
        if (Extra is not null)
        {
            tags[338] = (false, Extra);
        }

        if (Palette is not null)
        {
            tags[320] = (false, Palette);
        }

        foreach ((int tag, int[] values) in More)
        {
            tags[tag] = (false, values);
        }

        int offsets = Tiled ? 324 : 273;
        tags[offsets] = (true, new int[chunks.Count]);
        tags[Tiled ? 325 : 279] = (true, [.. chunks.Select(c => c.Length)]);
        if (Tiled)
        {
            tags[322] = tags[323] = (false, [TileSide]);
        }
        else
        {
            tags[278] = (true, [Height]);
        }

        int head = Long ? 16 : 8;
        (int entry, int room) = Long ? (20, 8) : (12, 4);
        int spare = head + (Long ? 8 : 2) + (entry * tags.Count) + room;
        int sizes = tags.Values.Sum(t => Spare(t, room));
        int at = spare + sizes;
        for (int i = 0; i < chunks.Count; i++)
        {
            tags[offsets].Values[i] = at;
            at += chunks[i].Length;
        }

        using var file = new MemoryStream();
        file.Write(BigEndian ? "MM"u8 : "II"u8);
        file.Write(Number(Long ? 43 : 42, 2));
        file.Write(Long ? [.. Number(8, 2), 0, 0, .. Number(head, 8)] : Number(head, 4));
        file.Write(Number(tags.Count, Long ? 8 : 2));
        using var rest = new MemoryStream();
        foreach ((int tag, (bool wide, int[] values)) in tags)
        {
            file.Write([.. Number(tag, 2), .. Number(wide ? 4 : 3, 2), .. Number(values.Length, room)]);
            byte[] bytes = [.. values.SelectMany(v => Number(v, wide ? 4 : 2))];
            bool isSpare = bytes.Length > room;
            file.Write(isSpare ? Number(spare + (int)rest.Length, room) : [.. bytes, .. new byte[room - bytes.Length]]);
            rest.Write(isSpare ? [.. bytes, .. new byte[bytes.Length % 2]] : []);
        }

        file.Write(Number(0, room));
        rest.WriteTo(file);
        chunks.ForEach(c => file.Write(c));
        return file.ToArray();
    }

    private static int Spare((bool Wide, int[] Values) tag, int room)
    {
        int bytes = tag.Values.Length * (tag.Wide ? 4 : 2);
        return bytes > room ? bytes + (bytes % 2) : 0;
    }

    private List<byte[]> Chunks()
    {
        var chunks = new List<byte[]>();
        for (int plane = 0; plane < (Separate ? Samples : 1); plane++)
        {
            int[] channels = Separate ? [plane] : [.. Enumerable.Range(0, Samples)];
            (int w, int h) = Tiled ? (TileSide, TileSide) : (Width, Height);
            for (int top = 0; top < Height; top += h)
            {
                for (int left = 0; left < Width; left += w)
                {
                    using var chunk = new MemoryStream();
                    for (int y = top; y < top + h; y++)
                    {
                        chunk.Write(Row(y, left, w, channels));
                    }

                    chunks.Add(Packed(chunk.ToArray()));
                }
            }
        }

        return chunks;
    }

    private byte[] Packed(byte[] data)
    {
        if (Compression != 8)
        {
            return data;
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return packed.ToArray();
    }

    private byte[] Row(int y, int left, int width, int[] channels)
    {
        byte[] row = new byte[((width * channels.Length * Bits) + 7) / 8];
        int bit = 0;
        for (int x = left; x < left + width; x++)
        {
            foreach (int channel in channels)
            {
                double value = x < Width && y < Height ? Value(x, y, channel) : 0;
                if (Bits % 8 == 0)
                {
                    Sample(value).CopyTo(row, bit / 8);
                }
                else
                {
                    ulong code = (ulong)Math.Round(value * ((1UL << Bits) - 1));
                    for (int i = 0; i < Bits; i++)
                    {
                        int to = bit + i;
                        row[to / 8] |= (byte)(((code >> (Bits - 1 - i)) & 1) << (7 - (to % 8)));
                    }
                }

                bit += Bits;
            }
        }

        return row;
    }

    private byte[] Sample(double value) =>
        (Format, Bits) switch
        {
            (3, 16) => Number(BitConverter.HalfToUInt16Bits((Half)value), 2),
            (3, 32) => Number(BitConverter.SingleToInt32Bits((float)value), 4),
            (2, _) => Number((long)Math.Round(value * (Math.Pow(2, Math.Min(Bits, 52) - 1) - 1)), Bits / 8),
            (_, <= 32) => Number((long)Math.Round(value * ((1L << Bits) - 1)), Bits / 8),
            _ => new byte[Bits / 8],
        };

    private byte[] Number(long value, int bytes)
    {
        byte[] eight = new byte[8];
        if (BigEndian)
        {
            BinaryPrimitives.WriteInt64BigEndian(eight, value);
            return eight[(8 - bytes)..];
        }

        BinaryPrimitives.WriteInt64LittleEndian(eight, value);
        return eight[..bytes];
    }
}
