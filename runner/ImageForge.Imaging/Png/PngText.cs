namespace ImageForge.Imaging.Png;

/// <summary>One metadata entry of a PNG file.</summary>
/// <param name="Keyword">1–79 Latin-1 characters, such as <c>Software</c> or <c>Description</c>.</param>
/// <param name="Text">The value; what is not Latin-1 is stored as UTF-8 (iTXt).</param>
public sealed record PngText(string Keyword, string Text);
