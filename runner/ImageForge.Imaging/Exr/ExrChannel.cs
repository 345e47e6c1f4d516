namespace ImageForge.Imaging.Exr;

/// <summary>One channel of a part.</summary>
/// <param name="Name">Its name, such as <c>R</c> or <c>diffuse.R</c>.</param>
/// <param name="Type">How its samples are stored.</param>
/// <param name="IsLinear">Whether it is perceived linearly (<c>pLinear</c>): B44 then packs its exponential.</param>
/// <param name="StepX">Samples exist at each column that is a multiple of this; at least 1.</param>
/// <param name="StepY">Samples exist at each line that is a multiple of this; at least 1.</param>
internal sealed record ExrChannel(string Name, ExrPixelType Type, bool IsLinear = false, int StepX = 1, int StepY = 1)
{
    /// <summary>Bytes of a sample.</summary>
    public int SampleBytes => Type == ExrPixelType.Half ? 2 : 4;

    public bool IsSubsampled => StepX != 1 || StepY != 1;
}

/// <summary>How a channel's samples are stored, as the format numbers them.</summary>
public enum ExrPixelType
{
    /// <summary>32-bit unsigned integer.</summary>
    UInt = 0,

    /// <summary>16-bit float.</summary>
    Half = 1,

    /// <summary>32-bit float.</summary>
    Float = 2,
}

/// <summary>A rectangle of pixels; both corners belong to it.</summary>
internal readonly record struct ExrWindow(int Left, int Top, int Right, int Bottom)
{
    // Far enough for every picture, near enough for sums of two coordinates to fit an int.
    private const int Farthest = 1 << 29;

    public long Width => (long)Right - Left + 1;

    public long Height => (long)Bottom - Top + 1;

    /// <summary>Whether no coordinate is farther from the origin than arithmetic allows.</summary>
    public bool IsNear => IsWithin(Left) && IsWithin(Top) && IsWithin(Right) && IsWithin(Bottom);

    private static bool IsWithin(int coordinate) => coordinate is >= -Farthest and <= Farthest;
}
