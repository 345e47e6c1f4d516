using System.Numerics;

namespace ImageForge.Imaging.Paths;

/// <summary>
/// Points by single IEEE 754 operations. The platform's own <c>Vector2.Transform</c> and <c>Vector2.Lerp</c> fuse
/// multiplication and addition where the processor can, so that the last bit would depend on it.
/// </summary>
internal static class StableGeometry
{
    public static Vector2 Map(Matrix3x2 matrix, Vector2 point) =>
        new(
            (point.X * matrix.M11) + (point.Y * matrix.M21) + matrix.M31,
            (point.X * matrix.M12) + (point.Y * matrix.M22) + matrix.M32
        );

    /// <summary>The point at a share of the way.</summary>
    public static Vector2 Between(Vector2 from, Vector2 to, float share) => from + ((to - from) * share);
}
