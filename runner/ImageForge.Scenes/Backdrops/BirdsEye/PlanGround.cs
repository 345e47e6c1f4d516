using System.Numerics;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Palettes;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops.BirdsEye;

/// <summary>What all else stands on: roads with their markings, a slab of pavement under each block, lamp light.</summary>
internal static class PlanGround
{
    public static void Paint(PlanView view)
    {
        DrawingContext context = view.Context;
        Palette palette = context.Palette;
        LinearColor road = palette.Ground.Mix(palette.Dark, 0.3f).Mix(context.SnowPaper, context.Snow * 0.5f);
        LinearColor paint = palette.Ground.Mix(palette.Horizon, 0.5f).Mix(palette.Lamp, 0.2f);
        LinearColor pavement = palette.Ground.Mix(palette.Horizon, 0.3f).Mix(context.SnowPaper, context.Snow * 0.85f);
        context.Canvas.Fill(new Outline().Rect(0f, 0f, context.Width, context.Height), road);
        Lanes(view, paint);
        Crossings(view, paint);
        context.Canvas.Lay(new CutStyle { Fibre = 0.06f });
        Pavement(view, pavement);
        context.Canvas.Lay(view.Style(4f));
        Lights(view);
    }

    private static void Lanes(PlanView view, LinearColor paint)
    {
        var lines = new Outline();
        float half = view.Pitch / 2;
        float dash = view.Pitch / 12;
        for (int i = -view.Reach; i <= view.Reach; i++)
        {
            float at = (i * view.Pitch) + half;
            for (float d = -view.Reach * view.Pitch; d < view.Reach * view.Pitch; d += dash * 2f)
            {
                // None on the crossings.
                float inBlock = Math.Abs(d - (MathF.Round(d / view.Pitch) * view.Pitch));
                if (inBlock < half - (view.Road * 0.8f))
                {
                    Bar(view, lines, at, d, view.Road * 0.035f, dash);
                    Bar(view, lines, d, at, dash, view.Road * 0.035f);
                }
            }
        }

        view.Context.Canvas.Fill(lines, paint.WithAlpha(0.7f));
    }

    // Four zebras around every other crossing.
    private static void Crossings(PlanView view, LinearColor paint)
    {
        var bars = new Outline();
        float road = view.Road;
        foreach ((int x, int y) in view.VisibleBlocks.Where(b => ((b.X + b.Y) & 1) == 0))
        {
            float cx = (x + 0.5f) * view.Pitch;
            float cy = (y + 0.5f) * view.Pitch;
            for (float t = -0.42f; t < 0.42f; t += 0.14f)
            {
                Bar(view, bars, cx + (t * road), cy - (road * 0.68f), road * 0.07f, road * 0.24f);
                Bar(view, bars, cx + (t * road), cy + (road * 0.68f), road * 0.07f, road * 0.24f);
                Bar(view, bars, cx - (road * 0.68f), cy + (t * road), road * 0.24f, road * 0.07f);
                Bar(view, bars, cx + (road * 0.68f), cy + (t * road), road * 0.24f, road * 0.07f);
            }
        }

        view.Context.Canvas.Fill(bars, paint.WithAlpha(0.62f));
    }

    private static void Pavement(PlanView view, LinearColor paper)
    {
        float side = view.Pitch - view.Road;
        foreach ((int x, int y) in view.VisibleBlocks)
        {
            var slab = new Outline(view.Turn);
            slab.RoundRect((x * view.Pitch) - (side / 2), (y * view.Pitch) - (side / 2), side, side, view.Road * 0.22f);
            view.Context.Canvas.Cut(slab, paper, 0.6f);
        }
    }

    private static void Lights(PlanView view)
    {
        DrawingContext context = view.Context;
        if (context.Palette.Lit < 0.25f)
        {
            return;
        }

        LinearColor light = context.Palette.Lamp.Scale(0.5f * context.Palette.Lit);
        foreach ((int x, int y) in view.Blocks)
        {
            Vector2 at = view.At((x + 0.5f) * view.Pitch, (y + 0.5f) * view.Pitch);
            if (view.IsVisible(at))
            {
                context.Canvas.Sheet.Glow(at.X, at.Y, view.Pitch * 0.36f, light);
            }
        }

        context.Canvas.Lay(default);
    }

    private static void Bar(PlanView view, Outline outline, float x, float y, float width, float depth) =>
        view.AddTo(outline, x - (width / 2), y - (depth / 2), x + (width / 2), y + (depth / 2));
}
