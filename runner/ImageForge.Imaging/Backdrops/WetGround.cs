using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>What stands above a line, mirrored in the wet ground below it: broken by ripples, fading with distance.</summary>
internal static class WetGround
{
    public static void Reflect(StageSet set, float left, float right, float line, float depth, float strength)
    {
        PixelBuffer picture = set.Stage.Picture;
        int x0 = Math.Clamp((int)left, 0, picture.Width);
        int x1 = Math.Clamp((int)right, 0, picture.Width);
        int top = Math.Clamp((int)line, 1, picture.Height);
        int bottom = Math.Clamp((int)(line + depth), 0, picture.Height);
        if (x1 - x0 < 2 || bottom <= top || strength <= 0f)
        {
            return;
        }

        uint seed = set.Dice.Fork("ripples").Seed;
        // Rows below the line read only rows above it, so bands cannot disturb each other.
        set.Stage.Rows.For(
            top,
            bottom,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    Row(set, seed, y, x0, x1, top, depth, strength);
                }
            }
        );
    }

    private static void Row(StageSet set, uint seed, int y, int x0, int x1, int line, float depth, float strength)
    {
        PixelBuffer picture = set.Stage.Picture;
        float unit = set.Unit;
        float below = y + 0.5f - line;
        float fade = 1f - (below / depth);
        float sway = ValueNoise.At(seed, 0.5f, y / (3.2f * unit)) * (1.5f + (below * 0.035f / unit)) * unit;
        float lift = ValueNoise.At(seed + 1, 0.5f, y / (5f * unit)) * 2.5f * unit;
        ReadOnlySpan<Vector4> near = picture.Pixels(Source(line, below, lift));
        ReadOnlySpan<Vector4> far = picture.Pixels(Source(line, below, lift + (6f * unit)));
        Span<Vector4> target = picture.Pixels(y);
        bool whole = x0 == 0 && x1 == picture.Width;
        float feather = Math.Max(2f, (x1 - x0) * 0.12f);
        int shift = (int)sway;
        float ripple = 1f / (46f * unit);
        float v = y / (2.6f * unit);
        int cell = int.MinValue;
        float left = 0f;
        float right = 0f;
        for (int x = x0; x < x1; x++)
        {
            // Interpolated along the row only: ripples are long and flat.
            float u = x * ripple;
            if ((int)u != cell)
            {
                cell = (int)u;
                left = Hash.Unit(Hash.At(seed + 2, cell, (int)v));
                right = Hash.Unit(Hash.At(seed + 2, cell + 1, (int)v));
            }

            float t = u - cell;
            float wave = ((left + ((right - left) * t * t * (3f - (2f * t)))) * 2f) - 1f;
            int source = Math.Clamp(x + shift, 0, picture.Width - 1);
            Vector4 mirrored = (near[source] + far[source]) * 0.5f;
            float side = whole ? 1f : Math.Clamp(Math.Min(x - x0, x1 - x) / feather, 0f, 1f);
            float amount = strength * fade * side * (0.72f + (0.4f * wave));
            target[x] = (target[x] * (1f - (amount * 0.75f))) + (mirrored * amount);
        }
    }

    private static int Source(int line, float below, float lift) =>
        Math.Clamp((int)(line - (below * 1.05f) - lift), 0, line - 1);
}
