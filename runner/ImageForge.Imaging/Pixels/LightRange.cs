using System.Numerics;

namespace ImageForge.Imaging.Pixels;

/// <summary>What a pixel of a file in floating point may be once it is taken in.</summary>
internal static class LightRange
{
    private const float Largest = 65504f;

    /// <summary>
    /// Without NaN, infinity and colours outside Rec. 709, alpha within 0–1: one such pixel would spread through every blur.
    /// </summary>
    public static Vector4 Clip(Vector4 p) =>
        new(Light(p.X), Light(p.Y), Light(p.Z), p.W > 0f ? MathF.Min(p.W, 1f) : 0f);

    private static float Light(float value) => value > 0f ? MathF.Min(value, Largest) : 0f;
}
