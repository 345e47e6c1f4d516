namespace ImageForge.Imaging.Assets;

/// <summary>Where an asset goes, in pixels.</summary>
internal readonly record struct PlacedBox(float X, float Y, float Width, float Height);
