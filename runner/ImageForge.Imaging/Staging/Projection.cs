using System.Numerics;

namespace ImageForge.Imaging.Staging;

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
