using System.Numerics;

namespace ImageForge.Imaging.Stacking;

/// <summary>Where a picture lies on the canvas.</summary>
internal readonly record struct Placement()
{
    /// <summary>Where the anchor comes to lie, in pixels of the canvas from its upper left corner.</summary>
    public Vector2 Position { get; init; }

    /// <summary>The point of the picture that is placed: 0,0 its upper left corner, 1,1 its lower right one.</summary>
    public Vector2 Anchor { get; init; }

    /// <summary>Pixels of the canvas for a pixel of the picture, each above 0.</summary>
    public Vector2 Scale { get; init; } = Vector2.One;

    /// <summary>Degrees that it is turned around the anchor, clockwise.</summary>
    public float Rotation { get; init; }
}
