using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Publish;

/// <summary>File formats of results.</summary>
internal static class OutputFormats
{
    /// <summary>How images are encoded.</summary>
    public static OutputPlan Plan(OutputSpec? output) =>
        new()
        {
            Format = output?.Format ?? ImageFormat.Png,
            BitDepth = output?.BitDepth ?? (output?.Format == ImageFormat.Exr ? 16 : 8),
            Quality = output?.Quality,
            CompressionLevel = output?.Compression,
            Lossless = output?.Lossless == true ? true : null,
            Metadata = output?.EmbedMetadata != false,
            Properties = output is { EmbedMetadata: true, Metadata.Count: > 0 } ? output.Metadata : null,
        };

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
