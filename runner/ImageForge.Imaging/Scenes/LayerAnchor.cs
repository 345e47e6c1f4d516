namespace ImageForge.Imaging.Scenes;

/// <summary>The point of a layer that lies at its position, and that it turns around.</summary>
public enum LayerAnchor
{
    /// <summary>Its centre.</summary>
    Center,

    /// <summary>Its upper left corner.</summary>
    TopLeft,

    /// <summary>The middle of its upper edge.</summary>
    Top,

    /// <summary>Its upper right corner.</summary>
    TopRight,

    /// <summary>The middle of its left edge.</summary>
    Left,

    /// <summary>The middle of its right edge.</summary>
    Right,

    /// <summary>Its lower left corner.</summary>
    BottomLeft,

    /// <summary>The middle of its lower edge.</summary>
    Bottom,

    /// <summary>Its lower right corner.</summary>
    BottomRight,
}
