namespace ImageForge.Planning.Profiles;

/// <summary>An overlay that every runner draws itself.</summary>
/// <param name="Category">Category under which it is looked up.</param>
/// <param name="Tag">Tag under which it is looked up; unique, and so its name.</param>
internal sealed record BuiltInOverlay(string Category, string Tag);
