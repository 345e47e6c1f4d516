using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Palettes;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Backdrops;

/// <summary>The sky: rings of paper around sun or moon, each a step from the horizon's hue to the zenith's.</summary>
internal static class SkyPainter
{
    private const int Rings = 7;
    private const int CoarseStep = 16;

    public static void Paint(StageSet set)
    {
        Vector2 disc = DiscPosition(set);
        PaintRings(set, disc);
        set.StandAt(0.85f);
        PaintStars(set);
        PaintDisc(set, disc);
        set.StandAt(0.6f);
        if (set.Manner.AllPlanes)
        {
            CloudPainter.Paint(set);
        }
    }

    public static Vector2 DiscPosition(StageSet set)
    {
        Dice dice = set.Dice.Fork("disc");
        float free = dice.Range(0.2f, 0.42f);
        float x = set.Width * (set.Arrangement.Disc ?? free);
        float horizon = set.Ground * 0.92f;
        float y = horizon - (set.Palette.DiscHeight * horizon * 0.95f);
        return new Vector2(x, set.Arrangement.DiscRow is { } row ? row * set.Height : y);
    }

    private static void PaintRings(StageSet set, Vector2 disc)
    {
        Palette palette = set.Palette;
        Vector4[] papers = new Vector4[Rings + 1];
        for (int i = 0; i <= Rings; i++)
        {
            float t = i / (float)(Rings - 1);
            LinearColor paper =
                t < 0.45f
                    ? palette.Horizon.Mix(palette.Sky, t / 0.45f)
                    : palette.Sky.Mix(palette.Zenith, Math.Min((t - 0.45f) / 0.55f, 1f));
            papers[i] = paper.Premultiplied;
        }

        float reach = new Vector2(
            Math.Max(disc.X, set.Width - disc.X),
            Math.Max(disc.Y, set.SkyFoot - disc.Y) * 0.9f
        ).Length();
        float spacing = reach / Rings;
        uint seed = set.Dice.Fork("rings").Seed;
        PixelBuffer picture = set.Stage.Picture;
        Vector4 horizon = palette.Horizon.Premultiplied;
        float shadow = 0.26f * set.Manner.Finish.Shadow;
        // The street covers what lies below.
        int bottom = Math.Min(picture.Height, (int)(set.SkyFoot + (16f * set.Unit)));
        set.Stage.Rows.For(
            0,
            bottom,
            (from, to) =>
            {
                float[] wobble = new float[picture.Width];
                for (int y = from; y < to; y++)
                {
                    Wobble(wobble, seed, y, set.Unit);
                    float low = Math.Clamp((y / set.SkyFoot) - 0.45f, 0f, 0.5f) * 0.9f;
                    // Overhead there is less air than along the ground.
                    float down = Math.Clamp(y / set.SkyFoot, 0f, 1f);
                    low = 1f - ((1f - low) * (1f - set.Stage.Air.Share(0.25f + (0.75f * down * down))));
                    Ring(picture.Pixels(y), y, disc, wobble, spacing, papers, horizon * low, 1f - low, shadow);
                }
            }
        );
    }

    private static void Ring(
        Span<Vector4> row,
        int y,
        Vector2 disc,
        ReadOnlySpan<float> wobble,
        float spacing,
        ReadOnlySpan<Vector4> papers,
        Vector4 added,
        float kept,
        float depth
    )
    {
        float inverse = 1f / spacing;
        float dy = y + 0.5f - disc.Y;
        for (int x = 0; x < row.Length; x++)
        {
            float dx = x + 0.5f - disc.X;
            float distance = MathF.Sqrt((dx * dx) + (dy * dy * 1.25f));
            float t = distance * (1f + wobble[x]) * inverse;
            int index = Math.Min((int)t, papers.Length - 2);
            float within = Math.Min(t - index, 1f);
            // Each outer paper has a hole over the inner one and throws its shadow in: most where it faces the light.
            float facing = 0.62f - (((dx * 0.5f) + (dy * 0.8f)) / (distance + 1f) * 0.38f);
            float shade = Math.Max(0f, (within - 0.72f) / 0.28f);
            shade *= shade * depth * facing;
            float edge = Math.Clamp((1f - within) * spacing, 0f, 1f);
            Vector4 inner = papers[index] * (1f - shade);
            Vector4 color = papers[index + 1] + ((inner - papers[index + 1]) * edge);
            color = (color * kept) + added;
            color.W = 1f;
            row[x] = color;
        }
    }

    private static void Wobble(Span<float> row, uint seed, int y, float unit)
    {
        float frequency = 1f / (190f * unit);
        float left = ValueNoise.Fractal(seed, 0f, y * frequency, 2);
        for (int x = 0; x < row.Length; x += CoarseStep)
        {
            float right = ValueNoise.Fractal(seed, (x + CoarseStep) * frequency, y * frequency, 2);
            for (int k = 0; k < CoarseStep && x + k < row.Length; k++)
            {
                row[x + k] = (left + ((right - left) * k / CoarseStep)) * 0.11f;
            }

            left = right;
        }
    }

    private static void PaintStars(StageSet set)
    {
        int count = (int)(set.Palette.Stars * 160 * Math.Clamp(set.Width / set.Height, 0.6f, 2f));
        Dice dice = set.Dice.Fork("stars");
        for (int i = 0; i < count; i++)
        {
            float x = dice.Next() * set.Width;
            float y = dice.Next() * dice.Next() * set.Ground * 0.95f;
            float size = dice.Range(0.7f, 1.5f) * set.Unit * (dice.Chance(0.08f) ? 2f : 1f);
            var star = new Outline();
            if (size > 2f * set.Unit)
            {
                float s = size * 1.8f;
                star.Polygon(
                    x,
                    y - s,
                    x + (s * 0.22f),
                    y - (s * 0.22f),
                    x + s,
                    y,
                    x + (s * 0.22f),
                    y + (s * 0.22f),
                    x,
                    y + s,
                    x - (s * 0.22f),
                    y + (s * 0.22f),
                    x - s,
                    y,
                    x - (s * 0.22f),
                    y - (s * 0.22f)
                );
            }
            else
            {
                star.Circle(x, y, size);
            }

            set.Stage.Fill(star, set.Palette.Disc.Scale(dice.Range(0.5f, 1.6f)).WithAlpha(dice.Range(0.5f, 1f)));
        }

        set.Stage.Lay(default);
    }

    private static void PaintDisc(StageSet set, Vector2 at)
    {
        if (set.Time == TimeOfDay.Overcast && set.Scene.Genre == Genre.None)
        {
            return;
        }

        float radius = 46f * set.Unit * MathF.Sqrt(set.Zoom);
        bool moon = set.Palette.Stars >= 0.1f;
        var disc = new Outline();
        disc.Circle(at.X, at.Y, radius);
        float gain = moon ? 1.25f : 1.9f;
        set.Stage.Sheet.Glow(at.X, at.Y, radius * 3.4f, set.Palette.Disc.Scale(moon ? 0.16f : 0.34f));
        set.Stage.Cut(disc, set.Palette.Disc.Scale(gain));
        if (moon)
        {
            Dice dice = set.Dice.Fork("craters");
            for (int i = 0; i < 5; i++)
            {
                float angle = dice.Range(0, 6.28f);
                float away = dice.Range(0.1f, 0.7f) * radius;
                var crater = new Outline();
                crater.Circle(
                    at.X + (StableMath.Cos(angle) * away),
                    at.Y + (StableMath.Sin(angle) * away),
                    radius * dice.Range(0.07f, 0.2f)
                );
                set.Stage.Fill(crater, set.Palette.Disc.Mix(set.Palette.Sky, 0.35f).Scale(gain * 0.85f));
            }
        }

        set.Stage.Lay(new CutStyle { Fibre = 0.02f, Edge = 0.08f });
    }
}
