using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>
/// Leans strong colours towards the brand's, each to the one of the nearest hue. Hues of skin and of a clear sky stay, and
/// so do greys: a brand may colour awnings, not faces.
/// </summary>
internal sealed class BrandGrade(IReadOnlyList<LinearColor> brand)
{
    private const double Pull = 0.55;

    private readonly OkLab[] _colors = [.. brand.Select(OkLab.From)];

    public OkLab Apply(OkLab color)
    {
        double chroma = color.Chroma;
        double strong = Math.Clamp((chroma - 0.05) / 0.1, 0, 1);
        double amount = Pull * strong * (1 - Math.Max(Skin(color), Sky(color)));
        if (amount <= 0)
        {
            return color;
        }

        // A sum over all, by how near each is: a choice of one would tear the hues between two of them apart.
        double a = 0;
        double b = 0;
        double weight = 0;
        double nearest = 0;
        foreach (OkLab target in _colors)
        {
            double size = target.Chroma;
            if (size < 0.02)
            {
                continue;
            }

            double da = (color.A / chroma) - (target.A / size);
            double db = (color.B / chroma) - (target.B / size);
            double apart = (da * da) + (db * db);
            double w = 1 / (0.05 + apart);
            nearest = Math.Max(nearest, 1 - (apart / 2.4));
            a += target.A * w;
            b += target.B * w;
            weight += w;
        }

        // Half-way round the circle there is no way to a brand's hue that does not lead through grey.
        amount *= nearest;
        return weight == 0
            ? color
            : color with
            {
                A = color.A + (((a / weight) - color.A) * amount),
                B = color.B + (((b / weight) - color.B) * amount),
            };
    }

    private static double Skin(OkLab color) =>
        color.Nearness(0.05, 0.055, 0.55) * Math.Clamp((0.16 - color.Chroma) / 0.04, 0, 1);

    private static double Sky(OkLab color) =>
        color.Nearness(-0.045, -0.09, 0.6) * Math.Clamp((color.L - 0.4) / 0.15, 0, 1);
}
