using System.Globalization;
using ImageForge.Evaluation.Similarities;
using ImageForge.Imaging.Files;

namespace ImageForge.Cli.Verifying;

/// <summary>Describes the difference of two image files.</summary>
internal static class PictureDifference
{
    /// <summary>PSNR and share of different values, or another difference.</summary>
    public static async Task<string> DescribeAsync(string first, string second, CancellationToken cancellation)
    {
        using var a = await ReadAsync(first, cancellation);
        using var b = await ReadAsync(second, cancellation);
        if ((a.Pixels.Width, a.Pixels.Height) != (b.Pixels.Width, b.Pixels.Height))
        {
            return $"{a.Pixels.Width}×{a.Pixels.Height} and {b.Pixels.Width}×{b.Pixels.Height}";
        }

        var share = Similarity.DifferingShare(a.Pixels, b.Pixels);
        return share == 0
            ? "identical at 8 bits"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"PSNR {Similarity.Psnr(a.Pixels, b.Pixels):0.0} dB, {share * 100:0.###} % of values differ"
            );
    }

    private static async Task<DecodedImage> ReadAsync(string path, CancellationToken cancellation) =>
        await new ImageDecoder().DecodeAsync(await File.ReadAllBytesAsync(path, cancellation), cancellation);
}
