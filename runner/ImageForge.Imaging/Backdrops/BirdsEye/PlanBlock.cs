using System.Numerics;
using ImageForge.Imaging.Noise;

namespace ImageForge.Imaging.Backdrops.BirdsEye;

/// <summary>What stands between four roads: one to four houses, or a park; on block 0,0 the landmark.</summary>
internal static class PlanBlock
{
    public static void Paint(PlanView view, Dice dice, int x, int y)
    {
        StageSet set = view.Set;
        float side = view.Pitch - view.Road - (view.Road * 0.36f);
        var middle = new Vector2(x, y) * view.Pitch;
        if (x == 0 && y == 0)
        {
            PlanOpenSpace.Plaza(view, middle, side);
            return;
        }

        Vector2 seen = view.At(middle.X, middle.Y);
        if (!set.Arrangement.Stands(seen.X / set.Width, seen.X / set.Width) || dice.Chance(0.15f))
        {
            PlanOpenSpace.Park(view, dice, middle, side);
            return;
        }

        Vector2 corner = middle - new Vector2(side / 2);
        Lot[] lots = Divide(view, dice, new Lot(corner.X, corner.Y, side, side));
        foreach (Lot lot in lots.OrderByDescending(l => view.Away(view.At(l.Middle.X, l.Middle.Y))))
        {
            float height = dice.Range(0.05f, 0.2f) * (dice.Chance(0.2f) ? 1.7f : 1f) * set.Manner.Height;
            PlanHouse.Paint(view, dice, lot, height);
            set.Stage.Lay(view.Style(7f + (70f * height)));
        }
    }

    private static Lot[] Divide(PlanView view, Dice dice, Lot block)
    {
        int cut = dice.Index(3);
        float side = block.Width;
        float a = side * dice.Range(0.36f, 0.62f);
        float gap = view.Road * 0.1f;
        float b = side - a - gap;
        return cut switch
        {
            0 => [block],
            1 => [block.Part(0f, 0f, a, side), block.Part(a + gap, 0f, b, side)],
            _ =>
            [
                block.Part(0f, 0f, a, a),
                block.Part(a + gap, 0f, b, a),
                block.Part(0f, a + gap, a, b),
                block.Part(a + gap, a + gap, b, b),
            ],
        };
    }
}
