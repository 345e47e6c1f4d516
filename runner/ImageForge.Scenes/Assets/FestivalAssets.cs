using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Assets;

/// <summary>A night market, a concert; and what is left when there is none.</summary>
internal static class FestivalAssets
{
    public static IReadOnlyList<BuiltInAsset> All { get; } =
    [
        new(new AssetName("festivals", "lanterns", true), 2.1f, Lanterns),
        new(new AssetName("festivals", "concert", true), 1.9f, Concert),
        new(new AssetName("festivals", "cancelled", false), 1.9f, Cancelled),
    ];

    private static void Lanterns(AssetCanvas c)
    {
        Pole(c, 5f);
        Pole(c, c.Right - 5f);
        if (c.Level > 0)
        {
            Pole(c, c.Middle);
        }

        c.Lay(0.7f);
        Stalls(c, c.Count(2, 3, 4), open: true);
        c.Lay();
        People.Crowd(c, 8f, c.Right - 8f, 100f, 27f, c.Count(3, 7, 12), Pose.Walking);
        c.Lay();
        int strings = c.Count(1, 2, 3);
        for (int s = 0; s < strings; s++)
        {
            float y = 8f + (s * 9f);
            if (c.Level > 0)
            {
                String(c, 5f, c.Middle, y, c.Count(0, 5, 6), s);
                String(c, c.Middle, c.Right - 5f, y, c.Count(0, 5, 6), s + 3);
            }
            else
            {
                String(c, 5f, c.Right - 5f, y, 6, s);
            }
        }
    }

    private static void String(AssetCanvas c, float from, float to, float y, int count, int row)
    {
        float sag = 13f;
        Outline wire = c.Shape();
        float px = from;
        float py = y;
        for (int i = 1; i <= 16; i++)
        {
            float t = i / 16f;
            float nx = from + ((to - from) * t);
            float ny = y + (sag * 4f * t * (1f - t));
            wire.Stroke(0.6f, px, py, nx, ny);
            px = nx;
            py = ny;
        }

        c.Fill(wire, c.Palette.Dark);
        for (int i = 0; i < count; i++)
        {
            float t = (i + 0.5f) / count;
            float x = from + ((to - from) * t);
            float ly = y + (sag * 4f * t * (1f - t));
            LinearColor paper = ((i + row) % 3) switch
            {
                0 => c.Palette.Accent,
                1 => c.Palette.Lamp,
                _ => c.Palette.Accent.Mix(c.Palette.Lamp, 0.5f),
            };
            Lantern(c, x, ly, 4.6f + (row == 0 ? 0.8f : 0f), paper);
        }
    }

    private static void Lantern(AssetCanvas c, float x, float y, float r, LinearColor paper)
    {
        c.Glow(x, y + r, r * 4.2f, paper.Scale(0.34f * c.Night));
        c.Fill(c.Shape().Rect(x - 0.3f, y - 1f, 0.6f, 3f), c.Palette.Dark);
        c.Fill(
            c.Shape().Ellipse(x, y + 1.4f + r, r, r * 1.05f),
            paper.Mix(c.Palette.Lamp, 0.25f).Scale(1.2f + (c.Night * 0.9f)),
            paper.Scale(0.8f + (c.Night * 0.6f)),
            y,
            y + (r * 2.2f)
        );
        Outline ribs = c.Shape();
        ribs.Rect(x - (r * 0.45f), y + 1f, r * 0.9f, 1.2f).Rect(x - (r * 0.45f), y + (r * 2f) + 1f, r * 0.9f, 1.2f);
        ribs.Rect(x - 0.25f, y + (r * 2f) + 2f, 0.5f, 2.6f);
        c.Fill(ribs, c.Palette.Dark.Mix(paper, 0.3f));
    }

    private static void Pole(AssetCanvas c, float x) =>
        c.Cut(c.Shape().Stroke(1.8f, x, 100f, x, 5f).Circle(x, 4.6f, 1.9f), c.Palette.Dark);

    private static void Stalls(AssetCanvas c, int count, bool open)
    {
        float pitch = (c.Right - 16f) / count;
        for (int i = 0; i < count; i++)
        {
            float x = 8f + (i * pitch);
            Stall(c, x + 2f, Math.Min(pitch - 4f, 52f), i, open);
        }
    }

    private static void Stall(AssetCanvas c, float x, float width, int index, bool open)
    {
        LinearColor cloth = index % 2 == 0 ? c.Palette.Accent : c.Palette.Second;
        Outline posts = c.Shape().Rect(x + 2f, 58f, 1.6f, 42f).Rect(x + width - 3.6f, 58f, 1.6f, 42f);
        c.Cut(posts, c.Palette.Dark);
        if (open)
        {
            c.Fill(
                c.Shape().Rect(x + 3.6f, 60f, width - 7.2f, 20f),
                c.Light(c.Palette.Lamp, 1.05f),
                c.Light(c.Palette.Lamp.Mix(c.Palette.Accent, 0.3f), 0.55f),
                60f,
                80f
            );
            Dice dice = c.Dice.Fork(index);
            for (float at = x + 7f; at < x + width - 8f; at += dice.Range(4f, 7f))
            {
                float h = dice.Range(3f, 8f);
                c.Fill(
                    c.Shape().RoundRect(at, 80f - h, 3.6f, h, 1f),
                    dice.Chance(0.5f) ? c.Palette.Accent.Scale(0.7f) : c.Palette.Second.Scale(0.6f)
                );
            }
        }

        c.Cut(
            c.Shape().RoundRect(x + 1f, 79f, width - 2f, 21f, 1.5f),
            c.Palette.Near.Mix(cloth, 0.35f).Scale(open ? 0.9f : 0.7f),
            79f,
            100f
        );
        float top = open ? 47f : 62f;
        int stripes = 6;
        float stripe = width / stripes;
        for (int i = 0; i < stripes; i++)
        {
            float left = x + (i * stripe);
            float inner = x + (width * 0.12f) + (i * width * 0.76f / stripes);
            Outline panel = c.Shape()
                .Polygon(inner, top, inner + (width * 0.76f / stripes), top, left + stripe, top + 12f, left, top + 12f);
            panel.Dome(left + (stripe / 2), top + 12f, stripe / 2, 3f, 0f, MathF.PI);
            LinearColor paper = i % 2 == 0 ? cloth : c.Palette.Cloud;
            c.Cut(panel, paper.Scale(c.Daylight * (open ? 1f : 0.6f)), top, top + 16f);
        }
    }

    private static void Concert(AssetCanvas c)
    {
        LinearColor steel = c.Palette.Dark;
        float w = Math.Min(c.Right - 10f, 150f);
        float x = c.Middle - (w / 2);
        c.Cut(c.Shape().Rect(x + 6f, 20f, w - 12f, 58f), c.Palette.Near.Scale(0.7f), 20f, 78f);
        c.Lay(0.6f);
        int beams = c.Count(2, 4, 6);
        for (int i = 0; i < beams; i++)
        {
            float bx = x + (w * (i + 0.5f) / beams);
            float lean = (i - ((beams - 1) / 2f)) * -9f;
            LinearColor light = (i % 3) switch
            {
                0 => c.Palette.Accent,
                1 => c.Palette.Second,
                _ => c.Palette.Lamp,
            };
            Outline beam = c.Shape()
                .Polygon(bx - 1.5f, 18f, bx + 1.5f, 18f, bx + lean + 13f, 78f, bx + lean - 13f, 78f);
            c.Fill(beam, light.Scale(1.6f).WithAlpha(0.42f), light.Scale(0.8f).WithAlpha(0.05f), 18f, 78f);
            c.Fill(c.Shape().Circle(bx, 18f, 2.4f), light.Scale(3f));
            c.Glow(bx, 18f, 16f, light.Scale(0.5f));
        }

        People.Crowd(c, c.Middle - 22f, c.Middle + 22f, 78f, 27f, c.Count(1, 3, 4), Pose.Holding);
        Outline truss = c.Shape().Rect(x, 12f, w, 5f).Rect(x, 12f, 4f, 88f).Rect(x + w - 4f, 12f, 4f, 88f);
        truss.Polygon(x - 4f, 12f, c.Middle, 1f, x + w + 4f, 12f);
        c.Cut(truss, steel);
        c.Cut(c.Shape().Rect(x - 3f, 78f, w + 6f, 14f), c.Palette.Near.Mix(c.Palette.Accent, 0.25f), 78f, 92f);
        c.Lay();
        People.Crowd(c, 4f, c.Right - 4f, 101f, 30f, c.Count(6, 12, 20), Pose.Cheering);
    }

    private static void Cancelled(AssetCanvas c)
    {
        float w = Math.Min(c.Right * 0.6f, 100f);
        float x = c.Middle - (w / 2);
        c.Cut(c.Shape().Rect(x, 30f, 3.4f, 70f).Rect(x + w - 3.4f, 30f, 3.4f, 70f).Rect(x, 28f, w, 4f), c.Palette.Dark);
        c.Cut(c.Shape().Rect(x - 4f, 78f, w + 8f, 22f), c.Palette.Near.Scale(0.75f), 78f, 100f);
        Outline rag = c.Shape();
        rag.Move(x + 4f, 32f)
            .Line(x + (w * 0.46f), 32f)
            .Quad(x + (w * 0.4f), 52f, x + (w * 0.26f), 66f)
            .Quad(x + (w * 0.1f), 60f, x + 4f, 64f)
            .Close();
        c.Cut(rag, c.Palette.Accent.Mix(c.Palette.Ground, 0.5f).Scale(0.8f), 30f, 66f);
        c.Lay();
        int flags = c.Count(2, 3, 5);
        for (int i = 0; i < flags; i++)
        {
            float px = c.Right * (i + 0.5f) / flags;
            c.Cut(c.Shape().Stroke(1.5f, px, 100f, px, 22f), c.Palette.Dark);
            Outline flag = c.Shape();
            flag.Move(px, 23f)
                .Quad(px + 9f, 26f, px + 7f, 40f)
                .Quad(px + 5f, 50f, px + 6f, 56f)
                .Quad(px + 2f, 54f, px, 48f)
                .Close();
            c.Cut(flag, (i % 2 == 0 ? c.Palette.Accent : c.Palette.Second).Mix(c.Palette.Ground, 0.45f), 22f, 56f);
        }

        int stalls = c.Count(1, 2, 3);
        for (int i = 0; i < stalls; i++)
        {
            float sx = c.Right * (0.06f + (0.34f * i));
            Outline folded = c.Shape().Polygon(sx, 100f, sx + 4f, 62f, sx + 9f, 60f, sx + 8f, 100f);
            folded.Polygon(sx + 9f, 100f, sx + 12f, 64f, sx + 16f, 63f, sx + 16f, 100f);
            c.Cut(folded, c.Palette.Cloud.Mix(c.Palette.Near, 0.55f), 60f, 100f);
            c.Cut(
                c.Shape().RoundRect(sx + 18f, 88f, 15f, 12f, 1f),
                c.Palette.Near.Mix(c.Palette.Lamp, 0.18f),
                88f,
                100f
            );
        }

        Dice dice = c.Dice.Fork("litter");
        for (int i = 0; i < c.Count(4, 8, 14); i++)
        {
            float lx = dice.Range(4f, c.Right - 4f);
            c.Fill(
                c.Shape().Polygon(lx, 99f, lx + 2.4f, 97.6f, lx + 3.4f, 99.4f, lx + 1f, 100f),
                c.Palette.Cloud.Scale(0.8f)
            );
        }
    }
}
