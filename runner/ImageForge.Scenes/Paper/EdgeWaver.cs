using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;

namespace ImageForge.Scenes.Paper;

/// <summary>Makes a mathematical outline look cut by hand: edges wander by a fraction of a pixel to a pixel or two.</summary>
internal static class EdgeWaver
{
    private const float Step = 14f;

    public static Outline Apply(Outline path, uint seed, float amplitude, float unit)
    {
        var cut = new Outline();
        for (int c = 0; c < path.Contours; c++)
        {
            ReadOnlySpan<Vector2> contour = path.Contour(c);
            Vector2 previous = contour[^1];
            bool first = true;
            foreach (Vector2 point in contour)
            {
                Vector2 along = point - previous;
                int steps = Math.Clamp((int)(along.Length() / (Step * unit)), 1, 400);
                for (int i = 1; i <= steps; i++)
                {
                    Vector2 at = Waver(previous + (along * ((float)i / steps)), seed, amplitude, unit);
                    _ = first ? cut.Move(at.X, at.Y) : cut.Line(at.X, at.Y);
                    first = false;
                }

                previous = point;
            }
        }

        return cut;
    }

    private static Vector2 Waver(Vector2 point, uint seed, float amplitude, float unit)
    {
        float frequency = 1f / (42f * unit);
        return new Vector2(
            point.X + (ValueNoise.At(seed, point.X * frequency, point.Y * frequency) * amplitude),
            point.Y + (ValueNoise.At(seed + 1, point.X * frequency, point.Y * frequency) * amplitude)
        );
    }
}
