namespace ImageForge.Imaging.Pixels;

/// <summary>A half-open rectangle of pixels.</summary>
internal readonly record struct PixelArea(int Left, int Top, int Right, int Bottom)
{
    public static PixelArea Empty => new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    public bool IsEmpty => Right <= Left || Bottom <= Top;

    public static PixelArea Around(float left, float top, float right, float bottom) =>
        new((int)MathF.Floor(left), (int)MathF.Floor(top), (int)MathF.Ceiling(right), (int)MathF.Ceiling(bottom));

    public PixelArea Union(PixelArea other) =>
        IsEmpty ? other
        : other.IsEmpty ? this
        : new(
            Math.Min(Left, other.Left),
            Math.Min(Top, other.Top),
            Math.Max(Right, other.Right),
            Math.Max(Bottom, other.Bottom)
        );

    public PixelArea Clip(int width, int height) =>
        IsEmpty
            ? Empty
            : new(
                Math.Clamp(Left, 0, width),
                Math.Clamp(Top, 0, height),
                Math.Clamp(Right, 0, width),
                Math.Clamp(Bottom, 0, height)
            );

    public PixelArea Grow(int by) => IsEmpty ? this : new(Left - by, Top - by, Right + by, Bottom + by);
}
