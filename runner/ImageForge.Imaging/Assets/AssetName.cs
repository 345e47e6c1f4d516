namespace ImageForge.Imaging.Assets;

/// <summary>What a built-in asset is found by.</summary>
/// <param name="Category">Category, lower case.</param>
/// <param name="Tag">Tag, lower case.</param>
/// <param name="Positive">Whether it is the variant for scores of zero and above.</param>
public sealed record AssetName(string Category, string Tag, bool Positive);
