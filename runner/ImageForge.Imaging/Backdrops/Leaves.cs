using System.Numerics;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>Leaves of the foreground.</summary>
internal static class Leaves
{
    /// <summary>One leaf from its stalk on, drawn on the current sheet.</summary>
    public static void Leaf(StageSet set, float x, float y, float angle, float length, LinearColor paper)
    {
        float cos = StableMath.Cos(angle);
        float sin = StableMath.Sin(angle);
        var placement = new Matrix3x2(cos * length, sin * length, -sin * length, cos * length, x, y);
        var leaf = new Outline(placement);
        leaf.Move(0f, 0f).Cubic(0.2f, -0.2f, 0.65f, -0.19f, 1f, 0f).Cubic(0.65f, 0.15f, 0.25f, 0.18f, 0f, 0f).Close();
        set.Stage.Fill(leaf, paper.Mix(set.SnowPaper, set.Snow * 0.4f));
    }
}
