using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Layout;

/// <summary>A projective map of the plane: straight lines stay straight. Made of the nine numbers of its matrix, the last 1.</summary>
internal readonly record struct Projection(
    double A,
    double B,
    double C,
    double D,
    double E,
    double F,
    double G,
    double H
)
{
    /// <summary>The map that takes a rectangle at the origin to a quadrilateral, corners clockwise from the upper left.</summary>
    public static Projection ToQuad(double width, double height, Vector2 p0, Vector2 p1, Vector2 p2, Vector2 p3)
    {
        // The unit square to the quadrilateral, in closed form (Heckbert), then the rectangle to the unit square.
        double sx = (double)p0.X - p1.X + p2.X - p3.X;
        double sy = (double)p0.Y - p1.Y + p2.Y - p3.Y;
        double dx1 = (double)p1.X - p2.X;
        double dx2 = (double)p3.X - p2.X;
        double dy1 = (double)p1.Y - p2.Y;
        double dy2 = (double)p3.Y - p2.Y;
        double det = (dx1 * dy2) - (dx2 * dy1);
        double g = ((sx * dy2) - (dx2 * sy)) / det;
        double h = ((dx1 * sy) - (sx * dy1)) / det;
        return new Projection(
            (p1.X - p0.X + (g * p1.X)) / width,
            (p3.X - p0.X + (h * p3.X)) / height,
            p0.X,
            (p1.Y - p0.Y + (g * p1.Y)) / width,
            (p3.Y - p0.Y + (h * p3.Y)) / height,
            p0.Y,
            g / width,
            h / height
        );
    }

    public Vector2 Map(double x, double y)
    {
        double w = 1 / ((G * x) + (H * y) + 1);
        return new Vector2((float)(((A * x) + (B * y) + C) * w), (float)(((D * x) + (E * y) + F) * w));
    }

    /// <summary>The map back.</summary>
    public Projection Inverse()
    {
        double a = E - (F * H);
        double b = (C * H) - B;
        double c = (B * F) - (C * E);
        double d = (F * G) - D;
        double e = A - (C * G);
        double f = (C * D) - (A * F);
        double g = (D * H) - (E * G);
        double h = (B * G) - (A * H);
        double i = 1 / ((A * E) - (B * D));
        return new Projection(a * i, b * i, c * i, d * i, e * i, f * i, g * i, h * i);
    }
}

/// <summary>Takes a picture from the canvas that it was drawn on, through a projection, with a cubic kernel.</summary>
internal static class Reprojector
{
    private const int Steps = 64;

    // Mitchell and Netravali's kernel at 65 places between two pixels: sharp without rings around lamps.
    private static readonly Vector4[] Kernel =
    [
        .. Enumerable.Range(0, Steps + 1).Select(i => Weights(i / (float)Steps)),
    ];

    /// <summary>A new picture; the caller disposes of it.</summary>
    /// <param name="canvas">What was drawn.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="toCanvas">From the result's plane to the canvas's.</param>
    /// <param name="rows">Runs it.</param>
    public static PixelBuffer Take(PixelBuffer canvas, int width, int height, Projection toCanvas, RowParallel rows)
    {
        return PixelBuffer
            .AllocateUncleared(width, height)
            .After(picture =>
                rows.For(
                    0,
                    height,
                    (from, to) =>
                    {
                        for (int y = from; y < to; y++)
                        {
                            Span<Vector4> row = picture.Pixels(y);
                            for (int x = 0; x < row.Length; x++)
                            {
                                row[x] = Sample(canvas, toCanvas.Map(x + 0.5, y + 0.5));
                            }
                        }
                    }
                )
            );
    }

    private static Vector4 Sample(PixelBuffer canvas, Vector2 at)
    {
        float u = Math.Clamp(at.X - 0.5f, 0f, canvas.Width - 1f);
        float v = Math.Clamp(at.Y - 0.5f, 0f, canvas.Height - 1f);
        int x = (int)u;
        int y = (int)v;
        Vector4 across = Kernel[(int)(((u - x) * Steps) + 0.5f)];
        Vector4 down = Kernel[(int)(((v - y) * Steps) + 0.5f)];
        Vector4 sum =
            (Line(canvas, y - 1, x, across) * down.X)
            + (Line(canvas, y, x, across) * down.Y)
            + (Line(canvas, y + 1, x, across) * down.Z)
            + (Line(canvas, y + 2, x, across) * down.W);
        return Vector4.Max(sum, Vector4.Zero) with { W = 1f };
    }

    private static Vector4 Line(PixelBuffer canvas, int y, int x, Vector4 weights)
    {
        ReadOnlySpan<Vector4> row = canvas.Pixels(Math.Clamp(y, 0, canvas.Height - 1));
        int last = row.Length - 1;
        return (row[Math.Max(x - 1, 0)] * weights.X)
            + (row[x] * weights.Y)
            + (row[Math.Min(x + 1, last)] * weights.Z)
            + (row[Math.Min(x + 2, last)] * weights.W);
    }

    private static Vector4 Weights(float t) => new(Cubic(1f + t), Cubic(t), Cubic(1f - t), Cubic(2f - t));

    private static float Cubic(float x) =>
        x < 1f
            ? ((7f * x * x * x) - (12f * x * x) + (16f / 3f)) / 6f
            : ((-7f / 3f * x * x * x) + (12f * x * x) - (20f * x) + (32f / 3f)) / 6f;
}
