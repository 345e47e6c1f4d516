using System.Numerics;

namespace ImageForge.Imaging.Color;

/// <summary>Three by three numbers that turn one linear colour space into another; in double precision, by rows.</summary>
internal readonly struct ColorMatrix
{
    private readonly double[] _m;

    public ColorMatrix(params ReadOnlySpan<double> rows) => _m = rows.ToArray();

    // CIE XYZ to the responses in which Bradford's adaptation scales.
    private static ColorMatrix Bradford =>
        new(0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296);

    /// <summary>From linear light of these primaries to linear light of Rec. 709, white to white. Null where they are none.</summary>
    public static ColorMatrix? ToRec709(Chromaticities from)
    {
        if (
            ToXyz(from) is not { } source
            || ToXyz(Chromaticities.Rec709) is not { } target
            || target.Inverse() is not { } back
        )
        {
            return null;
        }

        return back * Adapt(from.White, Chromaticities.Rec709.White) * source;
    }

    /// <summary>From CIE XYZ relative to D50, as ICC profiles have it, to linear Rec. 709.</summary>
    public static ColorMatrix FromProfileSpace() =>
        ToXyz(Chromaticities.Rec709)!.Value.Inverse()!.Value
        * Adapt(new Vector2(0.34567f, 0.35850f), Chromaticities.Rec709.White);

    public static ColorMatrix operator *(ColorMatrix a, ColorMatrix b)
    {
        double[] product = new double[9];
        for (int i = 0; i < 9; i++)
        {
            int row = i / 3 * 3;
            int column = i % 3;
            product[i] =
                (a._m[row] * b._m[column]) + (a._m[row + 1] * b._m[column + 3]) + (a._m[row + 2] * b._m[column + 6]);
        }

        return new ColorMatrix(product);
    }

    /// <summary>Applies it to a colour; the fourth component stays.</summary>
    public Vector4 Apply(Vector4 color) =>
        (new Vector4((float)_m[0], (float)_m[3], (float)_m[6], 0f) * color.X)
        + (new Vector4((float)_m[1], (float)_m[4], (float)_m[7], 0f) * color.Y)
        + (new Vector4((float)_m[2], (float)_m[5], (float)_m[8], 0f) * color.Z)
        + new Vector4(0f, 0f, 0f, color.W);

    private static ColorMatrix? ToXyz(Chromaticities c)
    {
        if (
            Direction(c.Red) is not { } r
            || Direction(c.Green) is not { } g
            || Direction(c.Blue) is not { } b
            || Xyz(c.White) is not { } w
        )
        {
            return null;
        }

        var primaries = new ColorMatrix(r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]);
        if (primaries.Inverse() is not { } inverse)
        {
            return null;
        }

        // Scaled so that equal amounts make white.
        double[] s = inverse.Times(w);
        return new ColorMatrix(
            r[0] * s[0],
            g[0] * s[1],
            b[0] * s[2],
            r[1] * s[0],
            g[1] * s[1],
            b[1] * s[2],
            r[2] * s[0],
            g[2] * s[1],
            b[2] * s[2]
        );
    }

    private static ColorMatrix Adapt(Vector2 from, Vector2 to)
    {
        double[] a = Bradford.Times(Xyz(from) ?? [1, 1, 1]);
        double[] b = Bradford.Times(Xyz(to) ?? [1, 1, 1]);
        var scale = new ColorMatrix(b[0] / a[0], 0, 0, 0, b[1] / a[1], 0, 0, 0, b[2] / a[2]);
        return Bradford.Inverse()!.Value * scale * Bradford;
    }

    // Of any length, because white settles that; some primaries that are no colours (those of ACES) have a y below 0.
    private static double[]? Direction(Vector2 xy) =>
        float.IsFinite(xy.X) && float.IsFinite(xy.Y) ? [xy.X, xy.Y, 1 - (double)xy.X - xy.Y] : null;

    private static double[]? Xyz(Vector2 xy) =>
        xy.Y > 1e-4f && float.IsFinite(xy.X) && float.IsFinite(xy.Y)
            ? [xy.X / (double)xy.Y, 1, (1 - (double)xy.X - xy.Y) / xy.Y]
            : null;

    private double[] Times(double[] v) =>
        [
            (_m[0] * v[0]) + (_m[1] * v[1]) + (_m[2] * v[2]),
            (_m[3] * v[0]) + (_m[4] * v[1]) + (_m[5] * v[2]),
            (_m[6] * v[0]) + (_m[7] * v[1]) + (_m[8] * v[2]),
        ];

    private ColorMatrix? Inverse()
    {
        double a = (_m[4] * _m[8]) - (_m[5] * _m[7]);
        double b = (_m[5] * _m[6]) - (_m[3] * _m[8]);
        double c = (_m[3] * _m[7]) - (_m[4] * _m[6]);
        double determinant = (_m[0] * a) + (_m[1] * b) + (_m[2] * c);
        if (!(Math.Abs(determinant) > 1e-9))
        {
            return null;
        }

        double d = 1 / determinant;
        return new ColorMatrix(
            a * d,
            ((_m[2] * _m[7]) - (_m[1] * _m[8])) * d,
            ((_m[1] * _m[5]) - (_m[2] * _m[4])) * d,
            b * d,
            ((_m[0] * _m[8]) - (_m[2] * _m[6])) * d,
            ((_m[2] * _m[3]) - (_m[0] * _m[5])) * d,
            c * d,
            ((_m[1] * _m[6]) - (_m[0] * _m[7])) * d,
            ((_m[0] * _m[4]) - (_m[1] * _m[3])) * d
        );
    }
}

/// <summary>Where a colour space has its primaries and its white, as CIE 1931 x and y.</summary>
internal sealed record Chromaticities(Vector2 Red, Vector2 Green, Vector2 Blue, Vector2 White)
{
    public static Chromaticities Rec709 { get; } =
        new(new(0.64f, 0.33f), new(0.30f, 0.60f), new(0.15f, 0.06f), new(0.3127f, 0.3290f));

    public static Chromaticities Rec2020 { get; } =
        new(new(0.708f, 0.292f), new(0.170f, 0.797f), new(0.131f, 0.046f), new(0.3127f, 0.3290f));

    public static Chromaticities DisplayP3 { get; } =
        new(new(0.680f, 0.320f), new(0.265f, 0.690f), new(0.150f, 0.060f), new(0.3127f, 0.3290f));

    public static Chromaticities Rec601Of625Lines { get; } =
        new(new(0.640f, 0.330f), new(0.290f, 0.600f), new(0.150f, 0.060f), new(0.3127f, 0.3290f));

    public static Chromaticities Rec601Of525Lines { get; } =
        new(new(0.630f, 0.340f), new(0.310f, 0.595f), new(0.155f, 0.070f), new(0.3127f, 0.3290f));

    /// <summary>Whether they differ by no more than files round.</summary>
    public bool IsNear(Chromaticities other) =>
        IsNear(Red, other.Red) && IsNear(Green, other.Green) && IsNear(Blue, other.Blue) && IsNear(White, other.White);

    private static bool IsNear(Vector2 a, Vector2 b) => MathF.Abs(a.X - b.X) < 0.002f && MathF.Abs(a.Y - b.Y) < 0.002f;
}
