namespace ImageForge.Evaluation.Statistics;

/// <summary>Share of pixels that are wholly black or have every channel at its maximum, 0–1. Manifests only: jobs cannot ask for it.</summary>
internal sealed class ClippedShare : IMetric
{
    public string Name => nameof(ClippedShare);

    public double Measure(MeasuredPicture picture)
    {
        ReadOnlySpan<byte> rgba = picture.Rgba;
        int clipped = 0;
        for (int i = 0; i < rgba.Length; i += 4)
        {
            int sum = rgba[i] + rgba[i + 1] + rgba[i + 2];
            clipped += sum is 0 or (3 * 255) ? 1 : 0;
        }

        return clipped / (rgba.Length / 4.0);
    }
}
