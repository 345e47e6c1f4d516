using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Backdrops;

/// <summary>The one building that a city is known by; the seed chooses which and where.</summary>
internal static class Landmark
{
    public static void Paint(DrawingContext context)
    {
        Dice dice = context.Dice.Fork("landmark");
        float free = dice.Range(0.56f, 0.84f);
        float x = context.Width * (context.Arrangement.Landmark ?? free);
        float scale =
            context.Unit
            * MathF.Sqrt(context.Zoom)
            * context.Arrangement.LandmarkSize
            * dice.Range(0.95f, 1.2f)
            * Math.Clamp(context.Ground / (499f * context.Unit), 0.62f, 1.6f);
        // Against a dark sky it stands out paler, against a bright one darker.
        LinearColor paper =
            context.Palette.IsNight || context.Palette.Sky.Luminance < 0.09f
                ? context.Palette.Far.Mix(context.Palette.Horizon, 0.3f).Scale(1.35f)
                : context.Palette.Middle.Mix(context.Palette.Near, 0.3f);
        switch (dice.Index(5))
        {
            case 0:
                ClockTower(context, x, scale, paper);
                break;
            case 1:
                Wheel(context, x, scale, paper);
                break;
            case 2:
                Needle(context, x, scale, paper);
                break;
            case 3:
                Cathedral(context, x, scale, paper);
                break;
            default:
                Pagoda(context, x, scale, paper);
                break;
        }
    }

    private static void ClockTower(DrawingContext context, float x, float s, LinearColor paper)
    {
        float g = context.Ground;
        float top = g - (350f * s);
        var tower = new Outline();
        tower.Rect(x - (25f * s), top + (70f * s), 50f * s, 280f * s);
        tower
            .Rect(x - (31f * s), top + (64f * s), 62f * s, 10f * s)
            .Rect(x - (31f * s), top + (128f * s), 62f * s, 8f * s);
        tower.Polygon(x - (27f * s), top + (65f * s), x, top, x + (27f * s), top + (65f * s));
        tower.Stroke(2f * s, x, top, x, top - (18f * s));
        context.Canvas.Cut(tower, paper);
        context.Canvas.Fill(new Outline().Circle(x, top + (101f * s), 20f * s), Glow(context, paper, 0.9f));
        var hands = new Outline();
        hands
            .Stroke(2.6f * s, x, top + (101f * s), x, top + (86f * s))
            .Stroke(2.6f * s, x, top + (101f * s), x + (10f * s), top + (106f * s));
        context.Canvas.Fill(hands, context.Palette.Dark);
        var slits = new Outline();
        for (int i = 0; i < 3; i++)
        {
            slits.RoundRect(x - (14f * s) + (i * 11f * s), top + (150f * s), 6f * s, 60f * s, 3f * s);
        }

        context.Canvas.Fill(slits, Glow(context, paper, 0.4f));
    }

    private static void Wheel(DrawingContext context, float x, float s, LinearColor paper)
    {
        float r = 112f * s;
        float y = context.Ground - (205f * s);
        var frame = new Outline();
        frame.Polygon(x - (66f * s), context.Ground, x - (3f * s), y, x + (3f * s), y, x - (57f * s), context.Ground);
        frame.Polygon(x + (66f * s), context.Ground, x + (3f * s), y, x - (3f * s), y, x + (57f * s), context.Ground);
        frame.Circle(x, y, 9f * s);
        const int Cabins = 14;
        for (int i = 0; i < Cabins; i++)
        {
            float angle = 6.2832f * i / Cabins;
            frame.Stroke(1.3f * s, x, y, x + (StableMath.Cos(angle) * r), y + (StableMath.Sin(angle) * r));
        }

        context.Canvas.Cut(frame, paper.Scale(0.92f), 0.4f);
        var rim = new Outline();
        rim.Circle(x, y, r).Hole().Circle(x, y, r - (4.5f * s));
        rim.Solid().Circle(x, y, r * 0.72f).Hole().Circle(x, y, (r * 0.72f) - (2.4f * s));
        context.Canvas.Fill(rim, paper.Scale(0.92f));
        for (int i = 0; i < Cabins; i++)
        {
            float angle = 6.2832f * i / Cabins;
            float cx = x + (StableMath.Cos(angle) * r);
            float cy = y + (StableMath.Sin(angle) * r);
            LinearColor cabin = (i % 3) switch
            {
                0 => context.Palette.Accent,
                1 => context.Palette.Second,
                _ => context.Palette.Lamp,
            };
            context.Canvas.Fill(
                new Outline().RoundRect(cx - (7f * s), cy - (2f * s), 14f * s, 15f * s, 5f * s),
                cabin.Mix(paper, 0.35f).Scale(0.8f + (context.Palette.Lit * 0.9f))
            );
        }
    }

    private static void Needle(DrawingContext context, float x, float s, LinearColor paper)
    {
        float top = context.Ground - (395f * s);
        var tower = new Outline();
        tower.Polygon(
            x - (17f * s),
            context.Ground,
            x - (5f * s),
            top + (150f * s),
            x + (5f * s),
            top + (150f * s),
            x + (17f * s),
            context.Ground
        );
        tower.Polygon(
            x - (4f * s),
            top + (140f * s),
            x - (1f * s),
            top,
            x + (1f * s),
            top,
            x + (4f * s),
            top + (140f * s)
        );
        tower.Ellipse(x, top + (138f * s), 34f * s, 13f * s).Rect(x - (22f * s), top + (116f * s), 44f * s, 14f * s);
        tower.Ellipse(x, top + (92f * s), 13f * s, 6f * s);
        context.Canvas.Cut(tower, paper);
        context.Canvas.Fill(
            new Outline().RoundRect(x - (31f * s), top + (135f * s), 62f * s, 5f * s, 2f * s),
            Glow(context, paper, 0.95f)
        );
        context.Canvas.Fill(new Outline().Circle(x, top, 2.6f * s), new LinearColor(2.4f, 0.2f, 0.15f));
    }

    private static void Cathedral(DrawingContext context, float x, float s, LinearColor paper)
    {
        float g = context.Ground;
        var church = new Outline();
        church.Rect(x - (62f * s), g - (150f * s), 124f * s, 150f * s);
        church.Polygon(x - (40f * s), g - (148f * s), x, g - (196f * s), x + (40f * s), g - (148f * s));
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            float tx = x + (side * 48f * s);
            church.Rect(tx - (17f * s), g - (238f * s), 34f * s, 238f * s);
            church.Polygon(tx - (19f * s), g - (236f * s), tx, g - (338f * s), tx + (19f * s), g - (236f * s));
        }

        context.Canvas.Cut(church, paper);
        var rose = new Outline();
        rose.Circle(x, g - (132f * s), 17f * s);
        foreach (float side in (ReadOnlySpan<float>)[-1f, 1f])
        {
            rose.RoundRect(x + (side * 48f * s) - (5f * s), g - (222f * s), 10f * s, 34f * s, 5f * s);
        }

        context.Canvas.Fill(rose, Glow(context, paper, 0.5f));
    }

    private static void Pagoda(DrawingContext context, float x, float s, LinearColor paper)
    {
        float y = context.Ground;
        const int Tiers = 5;
        for (int i = 0; i < Tiers; i++)
        {
            float w = (76f - (11f * i)) * s;
            float h = (62f - (4f * i)) * s;
            var body = new Outline();
            body.Rect(x - (w * 0.42f), y - h, w * 0.84f, h + 2f);
            context.Canvas.Cut(body, paper.Scale(1.05f));
            var windows = new Outline();
            for (int k = -1; k <= 1; k++)
            {
                windows.Rect(x + (k * w * 0.24f) - (w * 0.07f), y - (h * 0.62f), w * 0.14f, h * 0.3f);
            }

            context.Canvas.Fill(windows, Glow(context, paper, 0.75f));
            var roof = new Outline();
            float eave = y - h;
            roof.Move(x - (w * 0.82f), eave + (3f * s))
                .Quad(x - (w * 0.4f), eave - (3f * s), x - (w * 0.3f), eave - (20f * s))
                .Line(x + (w * 0.3f), eave - (20f * s))
                .Quad(x + (w * 0.4f), eave - (3f * s), x + (w * 0.82f), eave + (3f * s))
                .Quad(x, eave + (9f * s), x - (w * 0.82f), eave + (3f * s))
                .Close();
            context.Canvas.Cut(roof, paper.Scale(0.8f));
            y -= h + (14f * s);
        }

        context.Canvas.Cut(
            new Outline().Stroke(3f * s, x, y + (4f * s), x, y - (34f * s)).Circle(x, y - (14f * s), 4.5f * s),
            paper.Scale(0.8f)
        );
    }

    private static LinearColor Glow(DrawingContext context, LinearColor paper, float strength) =>
        context.Palette.Lit > 0.2f ? paper.Mix(context.Lamp.Scale(0.8f), strength * 0.7f) : paper.Scale(0.72f);
}
