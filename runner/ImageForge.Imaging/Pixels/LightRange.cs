using System.Numerics;
using System.Runtime.Intrinsics;

namespace ImageForge.Imaging.Pixels;

/// <summary>What a pixel of a file in floating point may be once it is taken in.</summary>
internal static class LightRange
{
    private const float Largest = 65504f;

    /// <summary>
    /// Without NaN, infinity and colours outside Rec. 709, alpha within 0–1: one such pixel would spread through every blur.
    /// </summary>
    public static Vector4 Clip(Vector4 p)
    {
        Vector128<float> v = p.AsVector128();
        // NaN is not greater than anything.
        v &= Vector128.GreaterThan(v, Vector128<float>.Zero);
        return Vector128.Min(v, Vector128.Create(Largest, Largest, Largest, 1f)).AsVector4();
    }
}
