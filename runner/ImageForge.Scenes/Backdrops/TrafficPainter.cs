using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Assets;

namespace ImageForge.Scenes.Backdrops;

/// <summary>A car or two where no signal has anything to say about the street.</summary>
internal static class TrafficPainter
{
    public static void Paint(DrawingContext context)
    {
        if (!context.ThemeStyle.Props)
        {
            return;
        }

        Dice dice = context.Dice.Fork("traffic");
        float depth = context.Height - context.Ground;
        int cars = 1 + dice.Index(2);
        for (int i = 0; i < cars; i++)
        {
            // The farther lane first, smaller.
            bool far = cars == 2 ? i == 0 : dice.Chance(0.5f);
            context.StandAt(far ? 0.2f : 0.1f);
            float width = (far ? 118f : 168f) * context.Unit;
            float ground = context.Ground + (depth * (far ? 0.42f : 0.8f));
            float column = dice.Range(0.12f, 0.62f);
            if (!context.Arrangement.Stands(column, column))
            {
                column = context.Arrangement.Landmark ?? column;
            }

            float left = column * context.Width;
            var box = new PlacedBox(left, ground - (100f * context.Unit), width, 100f * context.Unit);
            var canvas = new AssetCanvas(context, box, 0, 0.2f, dice);
            LinearColor paint = dice.Index(3) switch
            {
                0 => context.Palette.Accent,
                1 => context.Palette.Second,
                _ => context.Palette.Lamp.Mix(context.Palette.Near, 0.3f),
            };
            Vehicles.Car(canvas, 0f, 100f, canvas.Right, paint.Scale(canvas.Daylight), braking: false);
            context.Canvas.Lay(context.Style(7f, 0.8f, 0.24f, 0.035f));
            if (context.Wetness > 0.05f)
            {
                WetGround.Reflect(context, left, left + width, ground, 46f * context.Unit, context.Wetness * 0.5f);
            }
        }
    }
}
