using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>Paper clouds in two layers.</summary>
internal static class CloudPainter
{
    public static void Paint(StageSet set)
    {
        Dice dice = set.Dice.Fork("clouds");
        bool overcast = set.Time == TimeOfDay.Overcast;
        int count = overcast ? 5 : 2 + dice.Index(2);
        for (int layer = 0; layer < 2; layer++)
        {
            for (int i = 0; i < count; i++)
            {
                float width = set.Unit * dice.Range(150f, overcast ? 420f : 280f) * (layer == 0 ? 0.75f : 1f);
                float slot = (i + dice.Range(0.1f, 0.9f)) / count;
                float x = slot * set.Width;
                float y = set.Ground * dice.Range(0.1f, overcast ? 0.5f : 0.42f);
                Outline cloud = Shape(x, y, width, dice);
                LinearColor paper = set.Palette.Cloud.Mix(set.Palette.Sky, layer == 0 ? 0.45f : 0.12f);
                set.Stage.Cut(cloud, Ink.Vertical(paper.Scale(1.06f), paper.Scale(0.88f), y - (width * 0.25f), y));
            }

            set.Stage.Lay(
                new CutStyle
                {
                    Depth = (5f + (layer * 4f)) * set.Unit,
                    Shadow = set.Palette.Shadow * 0.38f,
                    Edge = 0.16f,
                    Fibre = 0.025f,
                }
            );
        }
    }

    /// <summary>A flat-bottomed cloud whose base is centred on the point.</summary>
    public static Outline Shape(float x, float y, float width, Dice dice)
    {
        var cloud = new Outline();
        int puffs = 4 + dice.Index(3);
        float height = width * dice.Range(0.16f, 0.22f);
        for (int i = 0; i < puffs; i++)
        {
            float t = (i + 0.5f) / puffs;
            float bulge = StableMath.Sin(t * 3.1416f);
            float r = height * (0.35f + (0.55f * bulge)) * dice.Range(0.85f, 1.15f);
            float px = x + ((t - 0.5f) * width * 0.86f);
            cloud.Dome(px, y, r * 1.15f, r * 1.25f, MathF.PI, MathF.PI * 2);
        }

        cloud.RoundRect(x - (width / 2), y - (height * 0.3f), width, height * 0.36f, height * 0.18f);
        return cloud;
    }
}
