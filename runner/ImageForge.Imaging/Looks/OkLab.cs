using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>A colour as lightness and two opponent axes (green to red, blue to yellow), even to the eye.</summary>
/// <param name="L">0 black to 1 white.</param>
/// <param name="A">Green below 0, red above.</param>
/// <param name="B">Blue below 0, yellow above.</param>
internal readonly record struct OkLab(double L, double A, double B)
{
    public double Chroma => Math.Sqrt((A * A) + (B * B));

    public static OkLab From(double red, double green, double blue)
    {
        double l = Root((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        double m = Root((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        double s = Root((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        return new OkLab(
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s)
        );
    }

    public static OkLab From(LinearColor color) => From(color.R, color.G, color.B);

    /// <summary>Linear red, green and blue; outside 0–1 where the display cannot show the colour.</summary>
    public (double Red, double Green, double Blue) ToLinear()
    {
        double l = Cube(L + (0.3963377774 * A) + (0.2158037573 * B));
        double m = Cube(L - (0.1055613458 * A) - (0.0638541728 * B));
        double s = Cube(L - (0.0894841775 * A) - (1.2914855480 * B));
        return (
            (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
            (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
            (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s)
        );
    }

    public OkLab Mix(OkLab other, double amount) =>
        new(L + ((other.L - L) * amount), A + ((other.A - A) * amount), B + ((other.B - B) * amount));

    /// <summary>How near the hue is to a direction in the plane of A and B: 1 at it, 0 from the width on. Greys are near none.</summary>
    public double Nearness(double a, double b, double width)
    {
        double chroma = Chroma;
        if (chroma < 1e-6)
        {
            return 0;
        }

        // The chord between the two directions, which needs no angle.
        double length = Math.Sqrt((a * a) + (b * b));
        double da = (A / chroma) - (a / length);
        double db = (B / chroma) - (b / length);
        double near = Math.Max(0, 1 - (Math.Sqrt((da * da) + (db * db)) / width));
        return near * near * (3 - (2 * near));
    }

    private static double Root(double x) => x <= 0 ? 0 : StableMath.Pow(x, 1.0 / 3);

    private static double Cube(double x) => x * x * x;
}
