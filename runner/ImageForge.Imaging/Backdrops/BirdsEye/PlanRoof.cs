using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Palettes;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops.BirdsEye;

/// <summary>A roof from above: one with a ridge, or a flat one with tanks, beds, skylights and sheds on it.</summary>
internal static class PlanRoof
{
    public static void Paint(PlanView view, Dice dice, Lot lot, float height, LinearColor paper)
    {
        float day = view.Set.Palette.IsNight ? 0.85f : 1.1f;
        view.Plate(lot, height, paper.Scale(day));
        if (dice.Chance(0.34f))
        {
            // A ridge: one half in the light.
            Lot half = lot.Depth > lot.Width ? lot with { Width = lot.Width / 2 } : lot with { Depth = lot.Depth / 2 };
            view.Plate(half, height, paper.Scale(day * 1.3f));
            return;
        }

        float rim = lot.Side * 0.07f;
        view.Plate(lot.Within(rim), height, paper.Scale(day * 0.86f));
        if (!view.Set.Manner.Details)
        {
            return;
        }

        int things = 1 + dice.Index(3);
        for (int i = 0; i < things; i++)
        {
            float size = lot.Side * dice.Range(0.14f, 0.26f);
            float x = lot.X + rim + (dice.Next() * (lot.Width - size - (2 * rim)));
            float y = lot.Y + rim + (dice.Next() * (lot.Depth - size - (2 * rim)));
            Thing(view, dice.Index(4), new Lot(x, y, size, size), height, paper, day);
        }
    }

    private static void Thing(PlanView view, int kind, Lot lot, float height, LinearColor paper, float day)
    {
        Palette palette = view.Set.Palette;
        float size = lot.Side;
        switch (kind)
        {
            case 0:
                view.Disc(lot.Middle.X, lot.Middle.Y, size * 0.45f, height, paper.Scale(day * 0.62f));
                view.Disc(lot.Middle.X, lot.Middle.Y, size * 0.34f, height + 0.02f, paper.Scale(day * 1.2f));
                break;
            case 1:
                LinearColor bed = palette.Second.Mix(palette.Near, 0.45f).Scale(day);
                view.Plate(lot with { Depth = size * 0.7f }, height, bed);
                break;
            case 2 when palette.Lit > 0.2f:
                view.Plate(lot with { Depth = size * 0.6f }, height, view.Set.Lamp.Scale(0.6f));
                break;
            default:
                Lot shed = lot with { Width = size * 0.8f, Depth = size * 0.8f };
                view.Plate(shed, height, paper.Scale(day * 0.55f));
                view.Plate(shed, height + 0.025f, paper.Scale(day * 1.15f));
                break;
        }
    }
}
