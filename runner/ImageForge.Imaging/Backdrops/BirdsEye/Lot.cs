using System.Numerics;

namespace ImageForge.Imaging.Backdrops.BirdsEye;

/// <summary>A rectangle on the ground, from its corner with the least coordinates.</summary>
internal readonly record struct Lot(float X, float Y, float Width, float Depth)
{
    public Vector2 Middle => new(X + (Width / 2), Y + (Depth / 2));

    /// <summary>The shorter side.</summary>
    public float Side => Math.Min(Width, Depth);

    /// <summary>The piece of it that begins so far from its corner.</summary>
    public Lot Part(float x, float y, float width, float depth) => new(X + x, Y + y, width, depth);

    /// <summary>It without a rim.</summary>
    public Lot Within(float rim) => Part(rim, rim, Width - (2 * rim), Depth - (2 * rim));
}
