using System.Numerics;

namespace ImageForge.Imaging.Layers;

/// <summary>Where anchors lie.</summary>
internal static class AnchorPoint
{
    /// <summary>As shares of width and height, from the upper left corner.</summary>
    public static Vector2 Of(LayerAnchor anchor) =>
        anchor switch
        {
            LayerAnchor.Center => new(0.5f, 0.5f),
            LayerAnchor.TopLeft => new(0f, 0f),
            LayerAnchor.Top => new(0.5f, 0f),
            LayerAnchor.TopRight => new(1f, 0f),
            LayerAnchor.Left => new(0f, 0.5f),
            LayerAnchor.Right => new(1f, 0.5f),
            LayerAnchor.BottomLeft => new(0f, 1f),
            LayerAnchor.Bottom => new(0.5f, 1f),
            LayerAnchor.BottomRight => new(1f, 1f),
            _ => throw new ArgumentOutOfRangeException(nameof(anchor), anchor, "Unknown anchor."),
        };
}
