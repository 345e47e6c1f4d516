namespace ImageForge.Imaging.Galleries;

/// <summary>Scenes that are laid side by side to be looked at.</summary>
/// <param name="Name">Short name, lower case with hyphens.</param>
/// <param name="Title">Heading of the sheet.</param>
/// <param name="Scenes">What is on it, in order.</param>
internal sealed record GallerySheet(string Name, string Title, IReadOnlyList<GalleryScene> Scenes);
