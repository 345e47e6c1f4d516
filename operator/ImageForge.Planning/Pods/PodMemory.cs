using System.Globalization;

namespace ImageForge.Planning.Pods;

/// <summary>Default memory of a runner pod.</summary>
/// <param name="Request">Bytes that the run needs with images as large as its pictures.</param>
/// <param name="Limit">Bytes that it may use at most, with the largest images that are read.</param>
public sealed record PodMemory(long Request, long Limit)
{
    private const long MiB = 1024 * 1024;

    /// <summary>An amount of bytes as Kubernetes writes it, rounded up to whole MiB.</summary>
    public static string Text(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(bytes + MiB - 1) / MiB}Mi");
}
