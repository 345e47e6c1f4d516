namespace ImageForge.Imaging;

/// <summary>What an untrusted image may ask for at most; checked against its header before memory is taken.</summary>
public sealed record DecodeLimits
{
    /// <summary>Longest side in pixels.</summary>
    public int MaxSide { get; init; } = 16384;

    /// <summary>Most pixels; 40 million take 640 MB while they are decoded.</summary>
    public long MaxPixels { get; init; } = 40_000_000;
}
