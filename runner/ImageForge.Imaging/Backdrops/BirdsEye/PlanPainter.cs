using ImageForge.Imaging.Noise;

namespace ImageForge.Imaging.Backdrops.BirdsEye;

/// <summary>The city from straight above: a grid of roads, cars, parks, and houses whose walls lean outwards.</summary>
internal static class PlanPainter
{
    public static void Paint(StageSet set)
    {
        var view = new PlanView(set);
        set.StandAt(0.5f);
        PlanGround.Paint(view);
        PlanTraffic.Paint(view);
        set.StandAt(0.3f);
        Dice dice = set.Dice.Fork("blocks");
        foreach ((int x, int y) in view.VisibleBlocks.OrderByDescending(b => view.Away(view.Center(b.X, b.Y))))
        {
            PlanBlock.Paint(view, dice.Fork(x + (1000 * y)), x, y);
        }
    }
}
