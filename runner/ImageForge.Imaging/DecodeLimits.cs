namespace ImageForge.Imaging;

/// <summary>What an untrusted image may ask for at most; checked against its header before memory is taken.</summary>
public sealed record DecodeLimits
{
    /// <summary>Longest side in pixels.</summary>
    public int MaxSide { get; init; } = 16384;

    /// <summary>Most pixels; 40 million take 640 MB while they are decoded.</summary>
    public long MaxPixels { get; init; } = 40_000_000;

    /// <summary>Most processor time of the process that decodes one file.</summary>
    public TimeSpan ProcessorTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most time that may pass until the process that decodes one file has ended.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    internal void Check(string format, long width, long height)
    {
        if (width <= 0 || height <= 0)
        {
            throw new ImageFormatException($"The {format} is {width}×{height} pixels: a side is not positive.");
        }

        if (width > MaxSide || height > MaxSide || width * height > MaxPixels)
        {
            throw new ImageFormatException(
                $"The {format} is {width}×{height} pixels; at most {MaxSide} a side and {MaxPixels} in all are allowed."
            );
        }
    }
}
