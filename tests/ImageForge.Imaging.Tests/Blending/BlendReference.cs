namespace ImageForge.Imaging.Tests.Blending;

/// <summary>The formulas of W3C Compositing and Blending Level 1 in double precision, written from the specification.</summary>
internal static class BlendReference
{
    /// <summary>B(Cb, Cs) on sRGB values 0–1.</summary>
    public static double Function(BlendMode mode, double cb, double cs) =>
        mode switch
        {
            BlendMode.Normal => cs,
            BlendMode.Multiply => cb * cs,
            BlendMode.Screen => 1 - ((1 - cb) * (1 - cs)),
            BlendMode.Overlay => Function(BlendMode.HardLight, cs, cb),
            BlendMode.Darken => Math.Min(cb, cs),
            BlendMode.Lighten => Math.Max(cb, cs),
            BlendMode.ColorDodge => cb == 0 ? 0
            : cs == 1 ? 1
            : Math.Min(1, cb / (1 - cs)),
            BlendMode.ColorBurn => cb == 1 ? 1
            : cs == 0 ? 0
            : 1 - Math.Min(1, (1 - cb) / cs),
            BlendMode.HardLight => cs <= 0.5
                ? Function(BlendMode.Multiply, cb, 2 * cs)
                : Function(BlendMode.Screen, cb, (2 * cs) - 1),
            BlendMode.SoftLight => cs <= 0.5
                ? cb - ((1 - (2 * cs)) * cb * (1 - cb))
                : cb + (((2 * cs) - 1) * ((cb <= 0.25 ? ((((16 * cb) - 12) * cb) + 4) * cb : Math.Sqrt(cb)) - cb)),
            BlendMode.Difference => Math.Abs(cb - cs),
            BlendMode.Exclusion => cb + cs - (2 * cb * cs),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
        };

    /// <summary>The straight sRGB colour and alpha of one component, coverage weighed in linear light.</summary>
    public static (double Color, double Alpha) Pixel(BlendMode mode, double cb, double ab, double cs, double @as)
    {
        double alpha = @as + (ab * (1 - @as));
        double premultiplied =
            mode == BlendMode.Add
                ? (@as * Linear(cs)) + (ab * Linear(cb))
                : (@as * (1 - ab) * Linear(cs))
                    + (@as * ab * Linear(Function(mode, cb, cs)))
                    + ((1 - @as) * ab * Linear(cb));
        if (mode == BlendMode.Add)
        {
            alpha = Math.Min(1, @as + ab);
        }

        return alpha <= 0 ? (0, 0) : (Encoded(premultiplied / alpha), alpha);
    }

    public static double Linear(double encoded) =>
        encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4);

    public static double Encoded(double linear) =>
        linear <= 0.0031308 ? linear * 12.92 : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
}
