using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Palettes;

namespace ImageForge.Scenes.Backdrops.BirdsEye;

/// <summary>Cars from above, in the lane they drive in.</summary>
internal static class PlanTraffic
{
    public static void Paint(PlanView view)
    {
        DrawingContext context = view.Context;
        if (!context.ThemeStyle.Props)
        {
            return;
        }

        Dice dice = context.Dice.Fork("cars");
        float end = view.Reach * view.Pitch;
        for (int i = -view.Reach; i <= view.Reach; i++)
        {
            for (float d = -end; d < end; d += view.Pitch * dice.Range(0.35f, 1.1f))
            {
                bool across = dice.Chance(0.5f);
                float lane = ((i + 0.5f) * view.Pitch) + (view.Road * 0.22f * (across ? 1f : -1f));
                Vector2 at = across ? new Vector2(d, lane) : new Vector2(lane, d);
                if (view.IsVisible(view.At(at.X, at.Y)))
                {
                    Car(view, dice, at, across);
                }
            }
        }

        context.Canvas.Lay(view.Style(5f));
    }

    private static void Car(PlanView view, Dice dice, Vector2 at, bool across)
    {
        DrawingContext context = view.Context;
        Palette palette = context.Palette;
        float length = view.Road * 0.62f;
        Matrix3x2 place =
            (across ? Matrix3x2.Identity : new Matrix3x2(0f, 1f, -1f, 0f, 0f, 0f))
            * Matrix3x2.CreateScale(length)
            * Matrix3x2.CreateTranslation(at)
            * view.Turn;
        float day = palette.IsNight ? 0.65f : 0.95f;
        LinearColor paint = dice.Index(4) switch
        {
            0 => palette.Accent,
            1 => palette.Second,
            2 => palette.Cloud,
            _ => palette.Lamp.Mix(palette.Near, 0.4f),
        };
        var body = new Outline(place);
        body.RoundRect(-0.5f, -0.22f, 1f, 0.44f, 0.13f);
        context.Canvas.Cut(body, paint.Scale(day), 0.3f);
        var glass = new Outline(place);
        glass.RoundRect(-0.28f, -0.185f, 0.54f, 0.37f, 0.09f);
        context.Canvas.Fill(glass, palette.Dark.Mix(palette.Sky, 0.35f));
        var roof = new Outline(place);
        roof.RoundRect(-0.19f, -0.17f, 0.32f, 0.34f, 0.07f);
        context.Canvas.Fill(roof, paint.Scale(day * 1.15f));
        if (palette.Lit > 0.25f)
        {
            Vector2 front = StableGeometry.Map(place, new Vector2(0.62f, 0f));
            context.Canvas.Sheet.Glow(front.X, front.Y, length * 0.5f, palette.Lamp.Scale(0.8f * palette.Lit));
        }
    }
}
