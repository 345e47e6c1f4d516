using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>What lies between the camera and the planes: depth haze.</summary>
/// <param name="Color">Its hue, the horizon's.</param>
/// <param name="Density">0 for none; 1 hides nine tenths of the horizon.</param>
internal readonly record struct Air(LinearColor Color, float Density)
{
    /// <summary>How much of what stands at a distance (0 the camera, 1 the horizon) the air hides, 0–1.</summary>
    public float Share(float distance) =>
        Density <= 0f ? 0f : 1f - StableMath.Exp(-2.3f * Density * Math.Clamp(distance, 0f, 1f));
}
