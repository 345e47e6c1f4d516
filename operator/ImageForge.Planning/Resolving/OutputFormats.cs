namespace ImageForge.Planning.Resolving;

/// <summary>File formats as keys have them.</summary>
internal static class OutputFormats
{
    /// <summary>What {ext} stands for: the extension by which stores and browsers know the format.</summary>
    public static string Extension(ImageFormat format) =>
        format switch
        {
            ImageFormat.Png => "png",
            ImageFormat.Jpeg => "jpg",
            ImageFormat.WebP => "webp",
            ImageFormat.Avif => "avif",
            ImageFormat.Tiff => "tiff",
            ImageFormat.Exr => "exr",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
}
