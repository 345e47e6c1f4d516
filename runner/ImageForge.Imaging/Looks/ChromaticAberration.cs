using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>
/// A lens that does not bring all colours to one point: red is drawn a little larger and blue a little smaller, by the
/// square of the distance from the centre.
/// </summary>
internal static class ChromaticAberration
{
    // Of the distance from the centre to a corner.
    private const float Most = 0.014f;

    public static void Apply(PixelBuffer picture, float strength, RowParallel rows)
    {
        if (strength <= 0f)
        {
            return;
        }

        using PixelBuffer source = picture.Clone();
        var center = new Vector2(picture.Width, picture.Height) / 2;
        float bend = strength * Most / center.LengthSquared();
        rows.For(
            0,
            picture.Height,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    Row(source, picture.Pixels(y), y, center, bend);
                }
            }
        );
    }

    private static void Row(PixelBuffer source, Span<Vector4> row, int y, Vector2 center, float bend)
    {
        for (int x = 0; x < row.Length; x++)
        {
            var at = new Vector2(x + 0.5f, y + 0.5f);
            Vector2 away = at - center;
            Vector2 shift = away * (away.LengthSquared() * bend);
            row[x].X = Sample(source, at - shift).X;
            row[x].Z = Sample(source, at + shift).Z;
        }
    }

    private static Vector4 Sample(PixelBuffer source, Vector2 at)
    {
        float u = Math.Clamp(at.X - 0.5f, 0f, source.Width - 1f);
        float v = Math.Clamp(at.Y - 0.5f, 0f, source.Height - 1f);
        int x = (int)u;
        int y = (int)v;
        ReadOnlySpan<Vector4> a = source.Pixels(y);
        ReadOnlySpan<Vector4> b = source.Pixels(Math.Min(y + 1, source.Height - 1));
        int right = Math.Min(x + 1, source.Width - 1);
        Vector4 top = a[x] + ((a[right] - a[x]) * (u - x));
        Vector4 bottom = b[x] + ((b[right] - b[x]) * (u - x));
        return top + ((bottom - top) * (v - y));
    }
}
