using System.Globalization;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Isolation;

namespace ImageForge.Imaging.Vips;

/// <summary>Decodes untrusted files to upright sRGB or linear samples; runs in a process of its own.</summary>
internal static class VipsDecoder
{
    private const string ProfileField = "icc-profile-data";

    /// <exception cref="VipsException">The file cannot be decoded.</exception>
    public static unsafe void Decode(byte[] file, ImageFormat format, Stream output)
    {
        fixed (byte* bytes = file)
        {
            using var load = new VipsOperation(Loader(format));
            VipsImage stored = load.With("buffer", (nint)bytes, file.Length)
                .With("fail-on", "error")
                // Else libvips decodes more than 100 MB to a temporary file, and no file can be written.
                .With("memory", true)
                .Run()
                .Image()
                .Then("autorot");
            int bits = stored.Format switch
            {
                VipsBandFormat.UChar => 8,
                VipsBandFormat.UShort => 16,
                _ => 32,
            };
            using VipsImage loaded = stored.Format == VipsBandFormat.UInt ? Narrowed(stored) : stored;
            Write(loaded, bits, output);
        }
    }

    /// <summary>Samples of 32-bit integers in 16 bits, which conversions of colour know the white of.</summary>
    private static VipsImage Narrowed(VipsImage image)
    {
        string space = image switch
        {
            { Interpretation: VipsImage.Cmyk } => "cmyk",
            { Bands: >= 3 } => "rgb16",
            _ => "grey16",
        };
        // A cast cuts off; half a step more rounds.
        string factor = (65535.0 / uint.MaxValue).ToString("R", CultureInfo.InvariantCulture);
        return image
            .Then("linear", ("a", factor), ("b", "0.5"))
            .Then("cast", ("format", "ushort"))
            .Then("copy", ("interpretation", space));
    }

    private static string Loader(ImageFormat format) =>
        format switch
        {
            ImageFormat.Png => "pngload_buffer",
            ImageFormat.Jpeg => "jpegload_buffer",
            ImageFormat.WebP => "webpload_buffer",
            ImageFormat.Tiff => "tiffload_buffer",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "libvips is not asked for it."),
        };

    private static void Write(VipsImage loaded, int bits, Stream output)
    {
        int bands = loaded.Bands - (loaded.HasAlpha ? 1 : 0);
        using VipsImage? alpha = loaded.HasAlpha ? Band(loaded, bands, 1) : null;
        using VipsImage color = ToRgb(Band(loaded, 0, bands));
        Span<byte> preamble = stackalloc byte[PixelPreamble.Size];
        SampleLayout layout = color.Format switch
        {
            VipsBandFormat.UChar => SampleLayout.Bytes,
            VipsBandFormat.UShort => SampleLayout.Words,
            _ => SampleLayout.Floats,
        };
        var about = new PixelPreamble(color.Width, color.Height, layout, bits);
        about.Write(preamble);
        using var colors = new VipsMemory(color);
        using VipsMemory? alphas = alpha is null ? null : new VipsMemory(alpha);
        output.Write(preamble);
        byte[] row = new byte[about.RowBytes];
        for (int y = 0; y < about.Height; y++)
        {
            SampleMixer.Mix(colors, alphas, y, about, row);
            output.Write(row);
        }
    }

    private static VipsImage Band(VipsImage image, int first, int count)
    {
        using var extract = new VipsOperation("extract_band");
        return extract.With("in", image).With("band", first).With("n", count).Run().Image();
    }

    /// <summary>
    /// Three bands: sRGB with 8 or 16 bits, or linear floats, which may be one band of grey. An embedded profile decides what
    /// samples mean.
    /// </summary>
    private static VipsImage ToRgb(VipsImage image)
    {
        if (image.Format is not (VipsBandFormat.UChar or VipsBandFormat.UShort) && !image.Has(ProfileField))
        {
            // Floating-point files without a profile are linear by custom.
            VipsImage linear = image.Then("cast", ("format", "float"));
            return linear.Bands is 1 or 3
                ? linear
                : throw new VipsException($"{linear.Bands} floating-point samples a pixel are not supported");
        }

        string depth = image.Format == VipsBandFormat.UShort ? "rgb16" : "srgb";
        if (image.Has(ProfileField))
        {
            bool cmyk = image.Interpretation == VipsImage.Cmyk;
            image = image.Then(
                "icc_transform",
                ("output-profile", "srgb"),
                ("embedded", "true"),
                // For a profile that is broken or of another kind of device than the samples.
                ("input-profile", cmyk ? "cmyk" : "srgb"),
                ("intent", "relative"),
                ("black-point-compensation", "true"),
                // Sixteen bits, so that the conversion does not add to the file's own steps.
                ("depth", "16")
            );
            depth = "rgb16";
        }

        VipsImage rgb = image.Then("colourspace", ("space", depth));
        return rgb.Bands == 3 ? rgb : throw new VipsException($"{rgb.Bands} bands of colour are not RGB");
    }
}
