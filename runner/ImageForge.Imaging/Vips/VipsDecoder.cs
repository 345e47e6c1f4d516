using ImageForge.Imaging.Isolation;
using NetVips;

namespace ImageForge.Imaging.Vips;

/// <summary>Decodes untrusted files to upright sRGB or linear samples; runs in a process of its own.</summary>
internal static class VipsDecoder
{
    private const string ProfileField = "icc-profile-data";

    // Many rows at once: each write may be a change of processes.
    private const int WriteBytes = 1 << 20;

    private const string BitsField = "bits-per-sample";

    /// <exception cref="VipsException">The file cannot be decoded.</exception>
    /// <exception cref="ImageFormatException">It has samples of a kind that is not supported.</exception>
    public static void Decode(byte[] file, ImageFormat format, Stream output)
    {
        Image stored = Then(Load(file, format), image => image.Autorot());
        int bits = stored.Format switch
        {
            _ when format == ImageFormat.Avif => (int)stored.Get(BitsField),
            Enums.BandFormat.Uchar => 8,
            Enums.BandFormat.Ushort => 16,
            _ => 32,
        };
        using Image loaded = stored.Format == Enums.BandFormat.Uint ? Narrowed(stored) : stored;
        Write(loaded, bits, output);
    }

    private static Image Load(byte[] file, ImageFormat format)
    {
        const Enums.FailOn Strict = Enums.FailOn.Error;
        // In memory: else libvips decodes more than 100 MB to a temporary file, and no file can be written.
        return format switch
        {
            ImageFormat.Png => Image.PngloadBuffer(file, memory: true, failOn: Strict),
            ImageFormat.Jpeg => Image.JpegloadBuffer(file, memory: true, failOn: Strict),
            ImageFormat.WebP => Image.WebploadBuffer(file, memory: true, failOn: Strict),
            ImageFormat.Avif => Exact(Image.HeifloadBuffer(file, memory: true, failOn: Strict)),
            ImageFormat.Tiff => Image.TiffloadBuffer(file, memory: true, failOn: Strict),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "libvips is not asked for it."),
        };
    }

    /// <summary>The result of an operation; disposes of the picture that it was made of.</summary>
    private static Image Then(Image image, Func<Image, Image> operation)
    {
        using (image)
        {
            return operation(image);
        }
    }

    /// <summary>Of 10 and 12 bits libvips shifts samples up to 16, so that white stays below the white of 16 bits.</summary>
    private static Image Exact(Image image)
    {
        if (image.Format != Enums.BandFormat.Ushort)
        {
            return image;
        }

        int bits = (int)image.Get(BitsField);
        double white = ((1 << bits) - 1) << (16 - bits);
        // A cast cuts off; half a step more rounds.
        Image scaled = Then(image, shifted => shifted.Linear([65535 / white], [0.5]));
        return Then(scaled, exact => exact.Cast(Enums.BandFormat.Ushort));
    }

    /// <summary>Samples of 32-bit integers in 16 bits, which conversions of colour know the white of.</summary>
    private static Image Narrowed(Image image)
    {
        Enums.Interpretation space = image switch
        {
            { Interpretation: Enums.Interpretation.Cmyk } => Enums.Interpretation.Cmyk,
            { Bands: >= 3 } => Enums.Interpretation.Rgb16,
            _ => Enums.Interpretation.Grey16,
        };
        // A cast cuts off; half a step more rounds.
        Image scaled = Then(image, wide => wide.Linear([65535.0 / uint.MaxValue], [0.5]));
        Image narrow = Then(scaled, exact => exact.Cast(Enums.BandFormat.Ushort));
        return Then(narrow, plain => plain.Copy(interpretation: space));
    }

    private static void Write(Image loaded, int bits, Stream output)
    {
        int bands = loaded.Bands - (loaded.HasAlpha() ? 1 : 0);
        using Image? alpha = loaded.HasAlpha() ? loaded.ExtractBand(bands) : null;
        // The profile of our own files: each sample would come back as both bytes of 16 bits.
        bool own = loaded is { Format: Enums.BandFormat.Uchar, Bands: 3 or 4 } && IsSrgb(loaded);
        Image stored = loaded.ExtractBand(0, bands);
        using Image color = own ? stored : ToRgb(stored);
        Span<byte> preamble = stackalloc byte[PixelPreamble.Size];
        SampleLayout layout = color.Format switch
        {
            _ when own => SampleLayout.TwinBytes,
            Enums.BandFormat.Uchar => SampleLayout.Bytes,
            Enums.BandFormat.Ushort => SampleLayout.Words,
            _ => SampleLayout.Floats,
        };
        var about = new PixelPreamble(color.Width, color.Height, layout, bits);
        about.Write(preamble);
        using var colors = new VipsMemory(color);
        using VipsMemory? alphas = alpha is null ? null : new VipsMemory(alpha);
        output.Write(preamble);
        int most = Math.Clamp(WriteBytes / about.RowBytes, 1, about.Height);
        byte[] rows = new byte[most * about.RowBytes];
        for (int y = 0; y < about.Height; y += most)
        {
            int count = Math.Min(most, about.Height - y);
            for (int i = 0; i < count; i++)
            {
                SampleMixer.Mix(colors, alphas, y + i, about, rows.AsSpan(i * about.RowBytes, about.RowBytes));
            }

            output.Write(rows, 0, count * about.RowBytes);
        }
    }

    private static bool IsSrgb(Image image) =>
        image.Contains(ProfileField)
        && image.Get(ProfileField) is byte[] profile
        && profile.AsSpan().SequenceEqual(Image.ProfileLoad("srgb"));

    /// <summary>
    /// Three bands: sRGB with 8 or 16 bits, or linear floats, which may be one band of grey. An embedded profile decides what
    /// samples mean.
    /// </summary>
    private static Image ToRgb(Image image)
    {
        if (image.Format is not (Enums.BandFormat.Uchar or Enums.BandFormat.Ushort) && !image.Contains(ProfileField))
        {
            // Floating-point files without a profile are linear by custom.
            Image linear = Then(image, stored => stored.Cast(Enums.BandFormat.Float));
            return linear.Bands is 1 or 3
                ? linear
                : throw new ImageFormatException($"{linear.Bands} floating-point samples a pixel are not supported");
        }

        Enums.Interpretation space =
            image.Format == Enums.BandFormat.Ushort ? Enums.Interpretation.Rgb16 : Enums.Interpretation.Srgb;
        if (image.Contains(ProfileField))
        {
            bool cmyk = image.Interpretation == Enums.Interpretation.Cmyk;
            image = Then(
                image,
                stored =>
                    stored.IccTransform(
                        "srgb",
                        embedded: true,
                        // For a profile that is broken or of another kind of device than the samples.
                        inputProfile: cmyk ? "cmyk" : "srgb",
                        intent: Enums.Intent.Relative,
                        blackPointCompensation: true,
                        // Sixteen bits, so that the conversion does not add to the file's own steps.
                        depth: 16
                    )
            );
            space = Enums.Interpretation.Rgb16;
        }

        Image rgb = Then(image, known => known.Colourspace(space));
        return rgb.Bands == 3 ? rgb : throw new ImageFormatException($"{rgb.Bands} bands of colour are not RGB");
    }
}
