using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging;

/// <summary>A picture on a contact sheet.</summary>
/// <param name="Image">The picture; stays the caller's.</param>
/// <param name="Caption">What stands below it, at most two lines.</param>
public sealed record ContactFrame(PixelBuffer Image, string Caption);
