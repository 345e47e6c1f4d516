namespace ImageForge.Imaging.Scenes;

/// <summary>Something that is placed by hand.</summary>
public sealed record Layer
{
    /// <summary>Its name; the seed of its own chance.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows.</summary>
    public required LayerContent Content { get; init; }

    /// <summary>Where among the parts of the scene it lies.</summary>
    public LayerPlane Plane { get; init; } = LayerPlane.Front;

    /// <summary>Where its anchor lies, as a share of the canvas width from the left.</summary>
    public double X { get; init; } = 0.5;

    /// <summary>Where its anchor lies, as a share of the canvas height from the top.</summary>
    public double Y { get; init; } = 0.5;

    /// <summary>Which point of it lies there.</summary>
    public LayerAnchor Anchor { get; init; }

    /// <summary>
    /// Width as a share of the canvas width. Null: it follows from the height; without that, the canvas width, and for
    /// text that of its longest line.
    /// </summary>
    public double? Width { get; init; }

    /// <summary>
    /// Height as a share of the canvas height. Null: it follows from the width; for what has no proportions of its own,
    /// the canvas height. Text has the height of its lines.
    /// </summary>
    public double? Height { get; init; }

    /// <summary>Multiplies its size.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Degrees that it is turned around its anchor, clockwise.</summary>
    public double Rotation { get; init; }

    /// <summary>0–1.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>How it mixes with what is below.</summary>
    public BlendMode Blend { get; init; }

    /// <summary>Where it shows; null: everywhere.</summary>
    public LayerMask? Mask { get; init; }
}
