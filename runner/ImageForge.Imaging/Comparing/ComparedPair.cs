using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Comparing;

/// <summary>Two pictures that are laid side by side. They stay the caller's.</summary>
/// <param name="Left">One picture.</param>
/// <param name="LeftCaption">What stands below it.</param>
/// <param name="Right">The other.</param>
/// <param name="RightCaption">What stands below it.</param>
public sealed record ComparedPair(PixelBuffer Left, string LeftCaption, PixelBuffer Right, string RightCaption);
