using System.Collections.ObjectModel;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Evaluation;

/// <summary>
/// What can be said of a picture without a reference and without a model. Measured on the 8-bit sRGB pixels that a file
/// would hold; transparency is ignored.
/// </summary>
public sealed record PictureStatistics
{
    /// <summary>Mean relative luminance (ITU-R BT.709: 0.2126 R + 0.7152 G + 0.0722 B in linear light), 0–1.</summary>
    public required double MeanLuminance { get; init; }

    /// <summary>RMS contrast (E. Peli, 1990): standard deviation of luma, 0–0.5.</summary>
    public required double Contrast { get; init; }

    /// <summary>Variance of the Laplacian (J. L. Pech-Pacheco et al., 2000; 4-neighbour kernel) of luma 0–255; higher is sharper.</summary>
    public required double Sharpness { get; init; }

    /// <summary>Colourfulness M3 of D. Hasler and S. Süsstrunk, 2003: about 0 (grey) to over 109 (extremely colourful).</summary>
    public required double Colourfulness { get; init; }

    /// <summary>Shannon entropy of the 256-level histogram of luma, 0–8 bits.</summary>
    public required double Entropy { get; init; }

    /// <summary>Share of pixels that are wholly black or have every channel at its maximum, 0–1.</summary>
    public required double ClippedShare { get; init; }

    /// <summary>Perceptual hash: 64 signs of the low frequencies; similar pictures differ in few bits.</summary>
    public required ulong PerceptualHash { get; init; }

    /// <summary>Measures a picture.</summary>
    public static PictureStatistics Measure(PixelBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] rgba = image.ToSrgb();
        double[] luma = Luma.Of(rgba);
        return new PictureStatistics
        {
            MeanLuminance = Luma.MeanLinear(image),
            Contrast = Math.Sqrt(Moments.Of(luma).Variance) / 255,
            Sharpness = Laplacian.Variance(luma, image.Width, image.Height),
            Colourfulness = Colour.Colourfulness(rgba),
            Entropy = Histogram.Entropy(luma),
            ClippedShare = Histogram.ClippedShare(rgba),
            PerceptualHash = Evaluation.PerceptualHash.Of(image),
        };
    }

    /// <summary>The figures by name (the property names), for tables and selection; the hash is not a figure.</summary>
    public IReadOnlyDictionary<string, double> ToScores() =>
        new ReadOnlyDictionary<string, double>(
            new Dictionary<string, double>(StringComparer.Ordinal)
            {
                [nameof(MeanLuminance)] = MeanLuminance,
                [nameof(Contrast)] = Contrast,
                [nameof(Sharpness)] = Sharpness,
                [nameof(Colourfulness)] = Colourfulness,
                [nameof(Entropy)] = Entropy,
                [nameof(ClippedShare)] = ClippedShare,
            }
        );
}
