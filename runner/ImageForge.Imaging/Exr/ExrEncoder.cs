using System.Buffers.Binary;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Exr;

/// <summary>
/// Writes single-part scanline OpenEXR files: channels A, B, G, R, premultiplied and linear as the format has it, with the
/// primaries of Rec. 709. Light above 1 is kept.
/// </summary>
public static class ExrEncoder
{
    private static readonly string[] ChannelNames = ["A", "B", "G", "R"];

    // Rec. 709: red, green, blue, white.
    private static ReadOnlySpan<float> Rec709 => [0.64f, 0.33f, 0.30f, 0.60f, 0.15f, 0.06f, 0.3127f, 0.3290f];

    /// <summary>Encodes to memory.</summary>
    /// <exception cref="ArgumentException">An option is not one of those that are written.</exception>
    public static byte[] Encode(PixelBuffer image, ExrOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        options ??= new ExrOptions();
        if (
            options.Samples == ExrPixelType.UInt
            || options.Compression is not (ExrCompression.None or ExrCompression.Zip)
        )
        {
            throw new ArgumentException(
                $"{options.Samples} with {options.Compression} is not written: Half or Float, None or Zip.",
                nameof(options)
            );
        }

        var blocks = new ExrBlocks(image, options);
        byte[] header = Header(image, options);
        int count = blocks.Count;
        var chunks = new ReadOnlyMemory<byte>[count];
        new RowParallel(options.Threads, default).Each(count, i => chunks[i] = blocks.Encode(i));
        return Join(header, chunks, blocks.Lines);
    }

    private static byte[] Join(byte[] header, ReadOnlyMemory<byte>[] chunks, int lines)
    {
        long tableAt = header.Length;
        long at = tableAt + (chunks.Length * sizeof(ulong));
        long total = at + chunks.Sum(c => 8L + c.Length);
        byte[] file = GC.AllocateUninitializedArray<byte>(checked((int)total));
        header.CopyTo(file, 0);
        for (int i = 0; i < chunks.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan((int)tableAt + (i * sizeof(ulong))), at);
            Span<byte> target = file.AsSpan((int)at);
            BinaryPrimitives.WriteInt32LittleEndian(target, i * lines);
            BinaryPrimitives.WriteInt32LittleEndian(target[4..], chunks[i].Length);
            chunks[i].Span.CopyTo(target[8..]);
            at += 8 + chunks[i].Length;
        }

        return file;
    }

    private static byte[] Header(PixelBuffer image, ExrOptions options)
    {
        var attributes = new AttributeWriter();
        attributes.Channels(ChannelNames, options.Samples);
        attributes.Chromaticities(Rec709);
        attributes.Byte("compression", "compression", (byte)options.Compression);
        attributes.Box("dataWindow", image.Width - 1, image.Height - 1);
        // Whether what is in the file came from 8-bit pictures: then it has no more than they had.
        attributes.Int("derived", options.Derived ? 1 : 0);
        attributes.Box("displayWindow", image.Width - 1, image.Height - 1);
        attributes.Byte("lineOrder", "lineOrder", 0);
        attributes.Float("pixelAspectRatio", 1f);
        attributes.Vector("screenWindowCenter", 0f, 0f);
        attributes.Float("screenWindowWidth", 1f);
        Describe(attributes, options.Metadata);
        // The magic number, version 2, one part of scanlines.
        return [0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0, .. attributes.ToArray()];
    }

    private static void Describe(AttributeWriter attributes, ImageMetadata? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        attributes.Text("software", metadata.Software);
        if (metadata.Description is { Length: > 0 } description)
        {
            attributes.Text("comments", description);
        }

        foreach ((string name, string value) in metadata.Own)
        {
            attributes.Text($"imageforge{name}", value);
        }
    }
}

/// <summary>How an OpenEXR file is written.</summary>
public sealed record ExrOptions
{
    /// <summary>Half or Float.</summary>
    public ExrPixelType Samples { get; init; } = ExrPixelType.Half;

    /// <summary>None or Zip.</summary>
    public ExrCompression Compression { get; init; } = ExrCompression.Zip;

    /// <summary>zlib level of <see cref="ExrCompression.Zip"/>, 1 (fast) to 9 (small).</summary>
    public int CompressionLevel { get; init; } = 1;

    /// <summary>Written as attributes, if given.</summary>
    public ImageMetadata? Metadata { get; init; }

    /// <summary>Written as the attribute <c>derived</c>: whether pixels come from 8-bit files.</summary>
    public bool Derived { get; init; }

    /// <summary>Most threads to use; the bytes do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
