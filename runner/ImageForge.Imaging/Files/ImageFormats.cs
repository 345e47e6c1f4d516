namespace ImageForge.Imaging.Files;

/// <summary>What is known of a format without opening a file of it.</summary>
public static class ImageFormats
{
    /// <summary>The format by its name in specifications: PNG, JPEG, WebP, AVIF, TIFF or EXR. Null for another.</summary>
    public static ImageFormat? Parse(string name) =>
        name switch
        {
            "PNG" => ImageFormat.Png,
            "JPEG" => ImageFormat.Jpeg,
            "WebP" => ImageFormat.WebP,
            "AVIF" => ImageFormat.Avif,
            "TIFF" => ImageFormat.Tiff,
            "EXR" => ImageFormat.Exr,
            _ => null,
        };

    /// <summary>The name in specifications and messages.</summary>
    public static string Name(this ImageFormat format) =>
        format switch
        {
            ImageFormat.Png => "PNG",
            ImageFormat.Jpeg => "JPEG",
            ImageFormat.WebP => "WebP",
            ImageFormat.Avif => "AVIF",
            ImageFormat.Tiff => "TIFF",
            ImageFormat.Exr => "EXR",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };

    /// <summary>Whether it is read and written by libvips, which may be missing.</summary>
    public static bool NeedsVips(this ImageFormat format) => format is not (ImageFormat.Png or ImageFormat.Exr);

    /// <summary>The bits a sample that can be written.</summary>
    public static IReadOnlyList<int> BitDepths(this ImageFormat format) =>
        format switch
        {
            ImageFormat.Png or ImageFormat.Tiff => [8, 16],
            ImageFormat.Avif => [8, 10, 12],
            ImageFormat.Exr => [16, 32],
            _ => [8],
        };
}
