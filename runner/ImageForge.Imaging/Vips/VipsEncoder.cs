using System.Globalization;
using System.Numerics;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Vips;

/// <summary>Writes JPEG, WebP and TIFF. The samples are converted here, so libvips only packs them.</summary>
internal static class VipsEncoder
{
    public static unsafe byte[] Encode(PixelBuffer image, EncodeOptions options, int depth)
    {
        VipsLibrary.Load(options.Format.Name());
        using PixelBuffer? flat =
            options.Format == ImageFormat.Jpeg && !SampleRows.IsOpaque(image) ? OnWhite(image) : null;
        PixelBuffer source = flat ?? image;
        var rows = new SampleRows(source, depth);
        byte[] samples = new byte[(long)rows.RowBytes * source.Height];
        new RowParallel(options.Threads, default).For(
            0,
            source.Height,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    rows.Pack(y, samples.AsSpan(y * rows.RowBytes, rows.RowBytes));
                }
            }
        );
        VipsNative.SetConcurrency(options.Threads);
        fixed (byte* pixels = samples)
        {
            return Save((nint)pixels, samples.LongLength, source, rows.Samples, depth, options);
        }
    }

    private static byte[] Save(nint pixels, long size, PixelBuffer source, int bands, int depth, EncodeOptions options)
    {
        VipsBandFormat format = depth == 8 ? VipsBandFormat.UChar : VipsBandFormat.UShort;
        using VipsImage tagged = VipsImage
            .Over(pixels, size, source.Width, source.Height, bands, format)
            .Then(
                "copy",
                ("interpretation", depth == 8 ? "srgb" : "rgb16"),
                // 72 an inch, in pixels a millimetre: EXIF must name one.
                ("xres", "2.8346457"),
                ("yres", "2.8346457")
            );
        if (options.Metadata is { } metadata)
        {
            VipsMetadata.Attach(tagged, metadata);
        }

        using var save = new VipsOperation(Saver(options.Format));
        save.With("in", tagged).With("profile", "srgb").With("keep", options.Metadata is null ? "icc" : "all");
        foreach ((string name, string value) in Arguments(options))
        {
            save.With(name, value);
        }

        return save.Run().Bytes();
    }

    private static string Saver(ImageFormat format) =>
        format switch
        {
            ImageFormat.Jpeg => "jpegsave_buffer",
            ImageFormat.WebP => "webpsave_buffer",
            ImageFormat.Tiff => "tiffsave_buffer",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "libvips is not asked for it."),
        };

    private static IEnumerable<(string Name, string Value)> Arguments(EncodeOptions options)
    {
        string quality = Text(options.Quality);
        // Its effort has seven steps. Lossless, each costs several times the one before and gains a few percent.
        int effort =
            options.Compression is { } wanted ? wanted * 2 / 3
            : options.Lossless ? 0
            : 4;
        int level = options.Compression ?? 3;
        return options.Format switch
        {
            ImageFormat.Jpeg => [("Q", quality)],
            ImageFormat.WebP when options.Lossless => [("lossless", "true"), ("effort", Text(effort))],
            ImageFormat.WebP => [("Q", quality), ("effort", Text(effort))],
            _ when level == 0 => [("compression", "none")],
            _ => [("compression", "deflate"), ("predictor", "horizontal"), ("level", Text(level))],
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

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
