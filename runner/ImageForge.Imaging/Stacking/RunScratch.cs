namespace ImageForge.Imaging.Stacking;

/// <summary>Room for one run of a layer's pixels and for its coverage.</summary>
internal readonly ref struct RunScratch(Span<float> memory, int pixels)
{
    public Span<float> Pixels { get; } = memory[..(pixels * 4)];

    public Span<float> Coverage { get; } = memory.Slice(pixels * 4, pixels);

    public static int Length(int pixels) => pixels * 5;
}
