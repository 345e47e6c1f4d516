namespace ImageForge.Imaging.Assets;

/// <summary>An asset that is drawn by code.</summary>
/// <param name="Name">What it is found by.</param>
/// <param name="Aspect">Width divided by height of its box.</param>
/// <param name="Draw">Draws it.</param>
internal sealed record BuiltInAsset(AssetName Name, float Aspect, Action<AssetCanvas> Draw);
