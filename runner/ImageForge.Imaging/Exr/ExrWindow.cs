namespace ImageForge.Imaging.Exr;

/// <summary>A rectangle of pixels; both corners belong to it.</summary>
internal readonly record struct ExrWindow(int Left, int Top, int Right, int Bottom)
{
    public long Width => (long)Right - Left + 1;

    public long Height => (long)Bottom - Top + 1;
}
