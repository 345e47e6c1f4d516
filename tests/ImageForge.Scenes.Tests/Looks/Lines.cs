using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Tests.Looks;

/// <summary>Where the edges of a picture run, measured on gradients of encoded luma.</summary>
internal static class Lines
{
    /// <summary>The direction that most edges share, in degrees from the picture's own axes, −45 to 45.</summary>
    public static double Tilt(PixelBuffer picture)
    {
        double[] bins = new double[90];
        foreach ((Vector2 _, Vector2 gradient) in Edges(picture))
        {
            double degrees = Math.Atan2(gradient.Y, gradient.X) * 180 / Math.PI;
            int bin = (int)Math.Floor((((degrees + 45) % 90) + 90) % 90);
            bins[bin] += gradient.LengthSquared();
        }

        int best = Enumerable.Range(0, 90).MaxBy(i => bins[(i + 89) % 90] + (2 * bins[i]) + bins[(i + 1) % 90]);
        return best + 0.5 - 45;
    }

    /// <summary>Share of the slanting edges whose line passes near a point.</summary>
    public static double Through(PixelBuffer picture, Vector2 point)
    {
        float near = picture.Height * 0.025f;
        double through = 0;
        double all = 0;
        foreach ((Vector2 at, Vector2 gradient) in Edges(picture))
        {
            Vector2 normal = Vector2.Normalize(gradient);
            // What is upright or level runs through many points by chance.
            if (Math.Min(Math.Abs(normal.X), Math.Abs(normal.Y)) < 0.2f || (at - point).Length() < 6 * near)
            {
                continue;
            }

            all += gradient.Length();
            through += Math.Abs(Vector2.Dot(point - at, normal)) < near ? gradient.Length() : 0;
        }

        return through / all;
    }

    private static IEnumerable<(Vector2 At, Vector2 Gradient)> Edges(PixelBuffer picture)
    {
        float[] luma = new float[picture.Width * picture.Height];
        for (int i = 0; i < luma.Length; i++)
        {
            Vector4 pixel = picture.Pixels(i / picture.Width)[i % picture.Width];
            luma[i] = (float)Transfer.Encode(Math.Clamp(Measures.Luma(pixel), 0, 1));
        }

        for (int y = 1; y < picture.Height - 1; y++)
        {
            for (int x = 1; x < picture.Width - 1; x++)
            {
                int i = (y * picture.Width) + x;
                int down = picture.Width;
                float dx = luma[i + 1 - down] + (2 * luma[i + 1]) + luma[i + 1 + down];
                dx -= luma[i - 1 - down] + (2 * luma[i - 1]) + luma[i - 1 + down];
                float dy = luma[i + down - 1] + (2 * luma[i + down]) + luma[i + down + 1];
                dy -= luma[i - down - 1] + (2 * luma[i - down]) + luma[i - down + 1];
                if ((dx * dx) + (dy * dy) > 0.02f)
                {
                    yield return (new Vector2(x + 0.5f, y + 0.5f), new Vector2(dx, dy));
                }
            }
        }
    }
}
