using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>Street furniture that more than one scene part uses. Each is drawn on the current sheet.</summary>
internal static class Props
{
    public static void Lamp(StageSet set, float x, float ground, float scale)
    {
        float height = 118f * scale;
        float top = ground - height;
        var post = new Outline();
        post.Polygon(
            x - (2.6f * scale),
            ground,
            x - (1.6f * scale),
            top,
            x + (1.6f * scale),
            top,
            x + (2.6f * scale),
            ground
        );
        post.RoundRect(x - (5f * scale), ground - (9f * scale), 10f * scale, 9f * scale, 2f * scale);
        post.Polygon(
            x - (10f * scale),
            top - (18f * scale),
            x,
            top - (27f * scale),
            x + (10f * scale),
            top - (18f * scale)
        );
        post.Rect(x - (6f * scale), top - (2f * scale), 12f * scale, 4f * scale);
        set.Stage.Cut(post, set.Palette.Dark, 0.4f);
        var glass = new Outline();
        glass.Polygon(
            x - (8f * scale),
            top - (18f * scale),
            x + (8f * scale),
            top - (18f * scale),
            x + (5f * scale),
            top - (2f * scale),
            x - (5f * scale),
            top - (2f * scale)
        );
        bool on = set.Palette.Lit > 0.25f;
        set.Stage.Fill(glass, on ? set.Lamp.Scale(1.7f) : set.Palette.Cloud.Scale(0.9f));
        if (on)
        {
            set.Stage.Sheet.Glow(x, top - (10f * scale), 95f * scale, set.Palette.Lamp.Scale(0.30f * set.Palette.Lit));
        }
    }

    public static void Tree(StageSet set, Dice dice, float x, float ground, float scale)
    {
        float height = 96f * scale;
        var trunk = new Outline();
        trunk.Polygon(
            x - (4f * scale),
            ground,
            x - (2f * scale),
            ground - (height * 0.6f),
            x + (2f * scale),
            ground - (height * 0.6f),
            x + (4f * scale),
            ground
        );
        trunk.Stroke(2.4f * scale, x, ground - (height * 0.4f), x + (13f * scale), ground - (height * 0.62f));
        set.Stage.Cut(trunk, set.Palette.Dark.Mix(set.Palette.Near, 0.2f), 0.6f);
        LinearColor leaf = set.Palette.Second.Mix(set.Palette.Near, 0.5f).Mix(set.Palette.Dark, 0.15f);
        LinearColor snow = set.SnowPaper;
        for (int i = 0; i < 9; i++)
        {
            float angle = dice.Range(0f, 6.28f);
            float away = dice.Range(0.1f, 1f);
            float px = x + (StableMath.Cos(angle) * 23f * away * scale);
            float py = ground - (height * 0.82f) + (StableMath.Sin(angle) * 19f * away * scale);
            var crown = new Outline();
            crown.Circle(px, py, dice.Range(11f, 19f) * scale);
            float light = 0.85f + (0.3f * (1f - ((py - ground + (height * 1.1f)) / (height * 0.6f))));
            set.Stage.Cut(
                crown,
                leaf.Mix(snow, set.Snow * 0.75f).Scale(Math.Max(0.55f, light) * dice.Range(0.92f, 1.06f))
            );
        }
    }

    public static void Bench(StageSet set, float x, float ground, float scale)
    {
        LinearColor wood = set.Palette.Accent.Mix(set.Palette.Near, 0.55f);
        var legs = new Outline();
        legs.Rect(x - (20f * scale), ground - (13f * scale), 3f * scale, 13f * scale)
            .Rect(x + (17f * scale), ground - (13f * scale), 3f * scale, 13f * scale);
        set.Stage.Cut(legs, set.Palette.Dark, 0.4f);
        var slats = new Outline();
        slats
            .RoundRect(x - (24f * scale), ground - (15f * scale), 48f * scale, 4f * scale, scale)
            .RoundRect(x - (23f * scale), ground - (29f * scale), 46f * scale, 4f * scale, scale)
            .RoundRect(x - (23f * scale), ground - (23f * scale), 46f * scale, 4f * scale, scale);
        set.Stage.Cut(slats, wood.Mix(set.SnowPaper, set.Snow * 0.7f), 0.4f);
    }
}
