using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>File formats by their names in plans.</summary>
internal static class OutputFormats
{
    public static string Name(OutputFormat format) =>
        format switch
        {
            OutputFormat.Png => "PNG",
            OutputFormat.Jpeg => "JPEG",
            OutputFormat.WebP => "WebP",
            OutputFormat.Avif => "AVIF",
            OutputFormat.Tiff => "TIFF",
            OutputFormat.Exr => "EXR",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };

    public static OutputFormat Parse(string name) => Enum.GetValues<OutputFormat>().First(f => Name(f) == name);

    /// <summary>What {ext} stands for: the extension by which stores and browsers know the format.</summary>
    public static string Extension(string name) => name == "JPEG" ? "jpg" : name.ToLowerInvariant();
}
