using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Galleries;

/// <summary>A scene with the words below it.</summary>
/// <param name="Caption">What is to be seen.</param>
/// <param name="Scene">The scene.</param>
internal sealed record GalleryScene(string Caption, Scene Scene);
