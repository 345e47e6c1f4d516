using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using NetVips;

namespace ImageForge.Imaging.Vips;

/// <summary>Writes JPEG, WebP, AVIF and TIFF. The samples are converted here, so libvips only packs them.</summary>
internal static class VipsEncoder
{
    // libvips brings it.
    private const string Profile = "srgb";

    // An AVIF's bytes depend on how many threads there are: always as many.
    private const int AvifThreads = 2;

    // The number of threads is the process's.
    private static readonly Lock Threads = new();

    public static byte[] Encode(PixelBuffer image, EncodeOptions options, int depth)
    {
        VipsLibrary.Load(options.Format.Name());
        // Most pictures are opaque: that is found out on the way instead of by a pass of its own.
        if (TryEncode(image, options, depth, isOpaque: true) is { } encoded)
        {
            return encoded;
        }

        using PixelBuffer? flat = options.Format == ImageFormat.Jpeg ? OnWhite(image) : null;
        return TryEncode(flat ?? image, options, depth, isOpaque: flat is not null)!;
    }

    /// <summary>Null where the picture was said to be opaque and is not.</summary>
    private static unsafe byte[]? TryEncode(PixelBuffer image, EncodeOptions options, int depth, bool isOpaque)
    {
        var rows = new SampleRows(image, depth == 8 ? 8 : 16, isOpaque);
        int size = checked(rows.RowBytes * image.Height);
        byte[] samples = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            if (!TryPack(image, rows, samples, options.Threads, depth))
            {
                return null;
            }

            fixed (byte* pixels = samples)
            {
                using Image tagged = Tagged((nint)pixels, size, image, rows.Samples, depth, options.Metadata);
                lock (Threads)
                {
                    NetVips.NetVips.Concurrency = options.Format == ImageFormat.Avif ? AvifThreads : options.Threads;
                    return Save(tagged, depth, options);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(samples);
        }
    }

    private static bool TryPack(PixelBuffer image, SampleRows rows, byte[] samples, int threads, int depth)
    {
        bool fits = true;
        new RowParallel(threads, default).For(
            0,
            image.Height,
            (from, to) =>
            {
                for (int y = from; y < to && Volatile.Read(ref fits); y++)
                {
                    Span<byte> row = samples.AsSpan(y * rows.RowBytes, rows.RowBytes);
                    if (!rows.TryPack(y, row))
                    {
                        Volatile.Write(ref fits, false);
                        return;
                    }

                    Narrow(MemoryMarshal.Cast<byte, ushort>(row), depth);
                }
            }
        );
        return fits;
    }

    private static Image Tagged(
        nint pixels,
        long size,
        PixelBuffer source,
        int bands,
        int depth,
        ImageMetadata? metadata
    )
    {
        Enums.BandFormat format = depth == 8 ? Enums.BandFormat.Uchar : Enums.BandFormat.Ushort;
        using Image plain = Image.NewFromMemory(pixels, (ulong)size, source.Width, source.Height, bands, format);
        Image tagged = plain.Copy(
            interpretation: depth == 8 ? Enums.Interpretation.Srgb : Enums.Interpretation.Rgb16,
            // 72 an inch, in pixels a millimetre: EXIF must name one.
            xres: 2.8346457,
            yres: 2.8346457
        );
        return metadata is null ? tagged : VipsMetadata.Attach(tagged, metadata);
    }

    private static byte[] Save(Image image, int depth, EncodeOptions options)
    {
        Enums.ForeignKeep keep = options.Metadata is null ? Enums.ForeignKeep.Icc : Enums.ForeignKeep.All;
        // The effort of WebP has seven steps. Lossless, each costs several times the one before and gains a few percent.
        int effort =
            options.Compression is { } wanted ? wanted * 2 / 3
            : options.Lossless ? 0
            : 4;
        int quality = options.Quality ?? (options.Format == ImageFormat.Avif ? 60 : 85);
        int level = options.Compression ?? 3;
        return options.Format switch
        {
            ImageFormat.Jpeg => image.JpegsaveBuffer(q: quality, keep: keep, profile: Profile),
            ImageFormat.WebP when options.Lossless => image.WebpsaveBuffer(
                lossless: true,
                effort: effort,
                keep: keep,
                profile: Profile
            ),
            ImageFormat.WebP => image.WebpsaveBuffer(q: quality, effort: effort, keep: keep, profile: Profile),
            ImageFormat.Avif => image.HeifsaveBuffer(
                q: quality,
                bitdepth: depth,
                lossless: options.Lossless,
                compression: Enums.ForeignHeifCompression.Av1,
                // Each step from 3 to 4 on takes several times as long.
                effort: options.Compression ?? 2,
                keep: keep,
                profile: Profile
            ),
            ImageFormat.Tiff when level == 0 => image.TiffsaveBuffer(
                Enums.ForeignTiffCompression.None,
                keep: keep,
                profile: Profile
            ),
            ImageFormat.Tiff => image.TiffsaveBuffer(
                Enums.ForeignTiffCompression.Deflate,
                predictor: Enums.ForeignTiffPredictor.Horizontal,
                level: level,
                keep: keep,
                profile: Profile
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Format, "libvips is not asked for it."),
        };
    }

    /// <summary>Samples of 16 bits rounded to fewer, which stand in the upper bits: libvips cuts the lower ones off.</summary>
    private static void Narrow(Span<ushort> row, int depth)
    {
        if (depth is 8 or 16)
        {
            return;
        }

        uint white = (1u << depth) - 1;
        foreach (ref ushort sample in row)
        {
            sample = (ushort)((((sample * white) + 32767) / 65535) << (16 - depth));
        }
    }

    /// <summary>JPEG has no alpha: what is transparent lies on white, as it would on a page.</summary>
    private static PixelBuffer OnWhite(PixelBuffer image)
    {
        PixelBuffer flat = PixelBuffer.AllocateUncleared(image.Width, image.Height);
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<Vector4> from = image.Pixels(y);
            Span<Vector4> to = flat.Pixels(y);
            for (int x = 0; x < from.Length; x++)
            {
                to[x] = from[x] + (Vector4.One * (1f - Math.Clamp(from[x].W, 0f, 1f)));
                to[x].W = 1f;
            }
        }

        return flat;
    }
}
