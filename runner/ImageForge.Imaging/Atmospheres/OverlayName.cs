namespace ImageForge.Imaging.Atmospheres;

/// <summary>What a built-in overlay is found by.</summary>
/// <param name="Category">Category, lower case.</param>
/// <param name="Tag">Tag, lower case.</param>
public sealed record OverlayName(string Category, string Tag);
