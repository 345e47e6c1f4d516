using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes;

/// <summary>Something that is going on in the scene and is shown by an asset.</summary>
public sealed record Signal
{
    /// <summary>Category, such as <c>transportation</c>; decides the zone. Case does not matter.</summary>
    public required string Category { get; init; }

    /// <summary>What exactly, such as <c>tram</c>; an unknown tag falls back to the category's own asset.</summary>
    public string Tag { get; init; } = "";

    /// <summary>−1 to 1: the sign picks the variant, the size the level (low &lt; .33 ≤ medium &lt; .66 ≤ high).</summary>
    public required double Score { get; init; }

    /// <summary>Zone to use in place of the category's own.</summary>
    public Zone? Zone { get; init; }

    /// <summary>Bounds to place it in, in place of those of the zone; signals of the same bounds stand side by side.</summary>
    public Area? Area { get; init; }

    /// <summary>A picture to place in place of the built-in asset. Stays the caller's.</summary>
    public PixelBuffer? Asset { get; init; }

    internal float Intensity => (float)Math.Min(Math.Abs(Score), 1);

    internal int Level =>
        Intensity < 0.33f ? 0
        : Intensity < 0.66f ? 1
        : 2;

    internal bool Positive => Score >= 0;
}
