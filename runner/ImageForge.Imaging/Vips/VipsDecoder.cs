using ImageForge.Imaging.Files;
using ImageForge.Imaging.Isolation;
using NetVips;

namespace ImageForge.Imaging.Vips;

/// <summary>Decodes untrusted files to upright sRGB or linear samples; runs in a process of its own.</summary>
internal static class VipsDecoder
{
    private const int WriteBytes = 1 << 18;
    private const string OrientationField = "orientation";
    private const string ProfileField = "icc-profile-data";

    private const string BitsField = "bits-per-sample";

    /// <summary>
    /// Opens a picture of its own, so that most of the code is compiled. Decodes nothing: libvips would start threads, which
    /// keep the rights that this process has yet.
    /// </summary>
    public static void Prepare()
    {
        // A grey JPEG of 8×8 pixels.
        byte[] file = Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1x"
                + "eXBkeFxlZ2P/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAB//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP3//2Q=="
        );
        using Image image = Open(file, ImageFormat.Jpeg);
        using Image copy = image.Copy();
        _ = copy.HasAlpha();
        _ = Image.ProfileLoad("srgb");
        using var target = new TargetCustom();
        target.OnWrite += (_, length) => length;
    }

    /// <summary>Decodes a file row by row: the first rows leave while the last ones are still compressed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="format">Its format.</param>
    /// <param name="output">Gets the preamble, the samples and <see cref="PixelPreamble.Complete"/>.</param>
    /// <exception cref="VipsException">The file cannot be decoded.</exception>
    /// <exception cref="ImageFormatException">It has samples of a kind that is not supported.</exception>
    public static void Decode(byte[] file, ImageFormat format, Stream output)
    {
        Image stored = Open(file, format);
        int bits = stored.Format switch
        {
            _ when format == ImageFormat.Avif => (int)stored.Get(BitsField),
            Enums.BandFormat.Uchar => 8,
            Enums.BandFormat.Ushort => 16,
            _ => 32,
        };
        using Image loaded = stored.Format == Enums.BandFormat.Uint ? Narrowed(stored) : stored;
        // The profile of our own files: each sample would come back as both bytes of 16 bits.
        bool own =
            loaded.Format == Enums.BandFormat.Uchar && loaded.Bands == (loaded.HasAlpha() ? 4 : 3) && IsSrgb(loaded);
        using Image rgb = own ? loaded.Copy() : Joined(loaded);
        SampleLayout layout = rgb.Format switch
        {
            _ when own => SampleLayout.TwinBytes,
            Enums.BandFormat.Uchar => SampleLayout.Bytes,
            Enums.BandFormat.Ushort => SampleLayout.Words,
            _ => SampleLayout.Floats,
        };
        Span<byte> preamble = stackalloc byte[PixelPreamble.Size];
        new PixelPreamble(rgb.Width, rgb.Height, layout, bits, HasAlpha: rgb.Bands == 4).Write(preamble);
        // libvips writes each row alone, and each write may be a change of processes.
        using var rows = new BufferedStream(output, WriteBytes);
        rows.Write(preamble);
        using var target = new TargetCustom();
        target.OnWrite += (samples, length) =>
        {
            rows.Write(samples, 0, length);
            return length;
        };
        rgb.RawsaveTarget(target);
        rows.WriteByte(PixelPreamble.Complete);
        rows.Flush();
    }

    /// <summary>Opens a file, upright.</summary>
    private static Image Open(byte[] file, ImageFormat format)
    {
        Image image = Load(file, format, Enums.Access.Sequential);
        if (image.Contains(OrientationField) && (int)image.Get(OrientationField) != Orientation.Upright)
        {
            // The rows that are needed first may come last.
            image.Dispose();
            image = Load(file, format, Enums.Access.Random);
        }

        return Then(image, stored => stored.Autorot());
    }

    private static Image Load(byte[] file, ImageFormat format, Enums.Access access)
    {
        const Enums.FailOn Strict = Enums.FailOn.Error;
        // All of them hand rows over as they come. Where that is not asked for, the picture is held in memory: else libvips
        // decodes more than 100 MB to a temporary file, and no file can be written.
        bool memory = access == Enums.Access.Random;
        return format switch
        {
            ImageFormat.Png => Image.PngloadBuffer(file, memory: memory, access: access, failOn: Strict),
            ImageFormat.Jpeg => Image.JpegloadBuffer(file, memory: memory, access: access, failOn: Strict),
            ImageFormat.WebP => Image.WebploadBuffer(file, memory: memory, access: access, failOn: Strict),
            ImageFormat.Avif => Exact(Image.HeifloadBuffer(file, memory: memory, access: access, failOn: Strict)),
            ImageFormat.Tiff => Image.TiffloadBuffer(file, memory: memory, access: access, failOn: Strict),
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

    /// <summary>RGB of one type, with alpha as the fourth band where there is one.</summary>
    private static Image Joined(Image loaded)
    {
        int bands = loaded.Bands - (loaded.HasAlpha() ? 1 : 0);
        Image color = ToRgb(loaded.ExtractBand(0, bands));
        if (color.Bands == 1)
        {
            color = Then(color, grey => grey.Bandjoin(grey, grey));
        }

        if (bands == loaded.Bands)
        {
            return color;
        }

        using Image alpha = Alpha(loaded.ExtractBand(bands), color.Format);
        return Then(color, rgb => rgb.Bandjoin(alpha));
    }

    /// <summary>Alpha, which comes in the type that the file had, in the type of the colour.</summary>
    private static Image Alpha(Image alpha, Enums.BandFormat wanted)
    {
        Enums.BandFormat format = alpha.Format;
        return (format, wanted) switch
        {
            _ when format == wanted => alpha,
            (Enums.BandFormat.Uchar, Enums.BandFormat.Ushort) => Scaled(257, 0),
            // A cast cuts off; half a step more rounds.
            (Enums.BandFormat.Float, Enums.BandFormat.Ushort) => Scaled(65535, 0.5),
            _ => throw new ImageFormatException($"an alpha channel of type {format} is not supported"),
        };

        Image Scaled(double factor, double offset) =>
            Then(Then(alpha, a => a.Linear([factor], [offset])), exact => exact.Cast(wanted));
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
