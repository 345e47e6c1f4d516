using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Backdrops;

/// <summary>Street furniture that more than one scene part uses. Each is drawn on the current sheet.</summary>
internal static class Props
{
    public static void Lamp(DrawingContext context, float x, float ground, float scale)
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
        context.Canvas.Cut(post, context.Palette.Dark, 0.4f);
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
        bool on = context.Palette.Lit > 0.25f;
        context.Canvas.Fill(glass, on ? context.Lamp.Scale(1.7f) : context.Palette.Cloud.Scale(0.9f));
        if (on)
        {
            context.Canvas.Sheet.Glow(
                x,
                top - (10f * scale),
                95f * scale,
                context.Palette.Lamp.Scale(0.30f * context.Palette.Lit)
            );
        }
    }

    public static void Tree(DrawingContext context, Dice dice, float x, float ground, float scale)
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
        context.Canvas.Cut(trunk, context.Palette.Dark.Mix(context.Palette.Near, 0.2f), 0.6f);
        LinearColor leaf = context.Palette.Second.Mix(context.Palette.Near, 0.5f).Mix(context.Palette.Dark, 0.15f);
        LinearColor snow = context.SnowPaper;
        for (int i = 0; i < 9; i++)
        {
            float angle = dice.Range(0f, 6.28f);
            float away = dice.Range(0.1f, 1f);
            float px = x + (StableMath.Cos(angle) * 23f * away * scale);
            float py = ground - (height * 0.82f) + (StableMath.Sin(angle) * 19f * away * scale);
            var crown = new Outline();
            crown.Circle(px, py, dice.Range(11f, 19f) * scale);
            float light = 0.85f + (0.3f * (1f - ((py - ground + (height * 1.1f)) / (height * 0.6f))));
            context.Canvas.Cut(
                crown,
                leaf.Mix(snow, context.Snow * 0.75f).Scale(Math.Max(0.55f, light) * dice.Range(0.92f, 1.06f))
            );
        }
    }

    public static void Bench(DrawingContext context, float x, float ground, float scale)
    {
        LinearColor wood = context.Palette.Accent.Mix(context.Palette.Near, 0.55f);
        var legs = new Outline();
        legs.Rect(x - (20f * scale), ground - (13f * scale), 3f * scale, 13f * scale)
            .Rect(x + (17f * scale), ground - (13f * scale), 3f * scale, 13f * scale);
        context.Canvas.Cut(legs, context.Palette.Dark, 0.4f);
        var slats = new Outline();
        slats
            .RoundRect(x - (24f * scale), ground - (15f * scale), 48f * scale, 4f * scale, scale)
            .RoundRect(x - (23f * scale), ground - (29f * scale), 46f * scale, 4f * scale, scale)
            .RoundRect(x - (23f * scale), ground - (23f * scale), 46f * scale, 4f * scale, scale);
        context.Canvas.Cut(slats, wood.Mix(context.SnowPaper, context.Snow * 0.7f), 0.4f);
    }
}
