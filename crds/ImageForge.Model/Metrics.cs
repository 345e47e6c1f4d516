namespace ImageForge.Model;

/// <summary>A score of an image.</summary>
public enum MetricName
{
    /// <summary>Agreement with the prompt: 100 · max(cos, 0) of the CLIP embeddings.</summary>
    ClipScore,

    /// <summary>Perceptual distance (LPIPS), lower is closer.</summary>
    Lpips,

    /// <summary>Structural similarity.</summary>
    Ssim,

    /// <summary>Structural similarity on several scales.</summary>
    MsSsim,

    /// <summary>Peak signal-to-noise ratio in decibels.</summary>
    Psnr,

    /// <summary>Difference of perceptual hashes in bits.</summary>
    PerceptualHash,

    /// <summary>Predicted appeal, 0 to 10.</summary>
    Aesthetic,

    /// <summary>Variance of the Laplacian of the luminance.</summary>
    Sharpness,

    /// <summary>Standard deviation of the luminance.</summary>
    Contrast,

    /// <summary>Mean luminance.</summary>
    Brightness,

    /// <summary>Spread and strength of the colours.</summary>
    Colorfulness,

    /// <summary>Entropy of the luminance in bits.</summary>
    Entropy,
}

/// <summary>Which scores exist beyond their names.</summary>
public static class Metrics
{
    /// <summary>The scores that runners compute; the others are reserved names.</summary>
    public static IReadOnlyList<MetricName> Computed { get; } =
    [MetricName.Brightness, MetricName.Contrast, MetricName.Colorfulness, MetricName.Sharpness, MetricName.Entropy];
}
