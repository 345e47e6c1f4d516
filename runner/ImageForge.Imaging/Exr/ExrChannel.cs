namespace ImageForge.Imaging.Exr;

/// <summary>One channel of a file.</summary>
/// <param name="Name">Its name, such as <c>R</c> or <c>diffuse.R</c>.</param>
/// <param name="Type">How its samples are stored.</param>
internal sealed record ExrChannel(string Name, ExrPixelType Type);
