using ImageForge.Imaging.Assets;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Backdrops;

/// <summary>A car or two where no signal has anything to say about the street.</summary>
internal static class TrafficPainter
{
    public static void Paint(StageSet set)
    {
        if (!set.Manner.Props)
        {
            return;
        }

        Dice dice = set.Dice.Fork("traffic");
        float depth = set.Height - set.Ground;
        int cars = 1 + dice.Index(2);
        for (int i = 0; i < cars; i++)
        {
            // The farther lane first, smaller.
            bool far = cars == 2 ? i == 0 : dice.Chance(0.5f);
            set.StandAt(far ? 0.2f : 0.1f);
            float width = (far ? 118f : 168f) * set.Unit;
            float ground = set.Ground + (depth * (far ? 0.42f : 0.8f));
            float column = dice.Range(0.12f, 0.62f);
            if (!set.Arrangement.Stands(column, column))
            {
                column = set.Arrangement.Landmark ?? column;
            }

            float left = column * set.Width;
            var box = new PlacedBox(left, ground - (100f * set.Unit), width, 100f * set.Unit);
            var canvas = new AssetCanvas(set, box, 0, 0.2f, dice);
            LinearColor paint = dice.Index(3) switch
            {
                0 => set.Palette.Accent,
                1 => set.Palette.Second,
                _ => set.Palette.Lamp.Mix(set.Palette.Near, 0.3f),
            };
            Vehicles.Car(canvas, 0f, 100f, canvas.Right, paint.Scale(canvas.Daylight), braking: false);
            set.Stage.Lay(set.Style(7f, 0.8f, 0.24f, 0.035f));
            if (set.Wetness > 0.05f)
            {
                WetGround.Reflect(set, left, left + width, ground, 46f * set.Unit, set.Wetness * 0.5f);
            }
        }
    }
}
