using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Looks;

/// <summary>All grades of a picture in one cube of colours: a pixel costs eight look-ups, however many there are.</summary>
internal sealed class GradeCube
{
    // Grades are smooth; at this size the cube is built in a millisecond or two and is not to be told from the formulas.
    private const int Side = 17;

    private readonly Vector4[] _cells = new Vector4[Side * Side * Side];

    private GradeCube(IReadOnlyList<Func<OkLab, OkLab>> grades)
    {
        for (int i = 0; i < _cells.Length; i++)
        {
            double r = Encoded(i % Side);
            double g = Encoded(i / Side % Side);
            double b = Encoded(i / (Side * Side));
            OkLab color = OkLab.From(r, g, b);
            foreach (Func<OkLab, OkLab> grade in grades)
            {
                color = grade(color);
            }

            (double red, double green, double blue) = color.ToLinear();
            _cells[i] = new Vector4(Root(red), Root(green), Root(blue), 1f);
        }
    }

    /// <summary>The cube of the grades that are asked for, or null where there is none.</summary>
    /// <param name="genre">The genre, if it has not coloured the picture already.</param>
    /// <param name="theme">The theme.</param>
    /// <param name="brand">The brand's colours; may be empty.</param>
    public static GradeCube? For(Genre? genre, Theme? theme, IReadOnlyList<LinearColor> brand)
    {
        var grades = new List<Func<OkLab, OkLab>>();
        if (GradeBook.For(genre) is { } byGenre)
        {
            grades.Add(byGenre.Apply);
        }

        if (brand.Count > 0)
        {
            grades.Add(new BrandGrade(brand).Apply);
        }

        if (GradeBook.For(theme) is { } byTheme)
        {
            grades.Add(byTheme.Apply);
        }

        return grades.Count == 0 ? null : new GradeCube(grades);
    }

    /// <summary>Grades display light 0–1.</summary>
    public void Apply(Span<Vector4> row)
    {
        ReadOnlySpan<Vector4> cells = _cells;
        for (int x = 0; x < row.Length; x++)
        {
            // The square root is near enough to how the eye spaces light, and costs an instruction.
            Vector4 at = Vector4.SquareRoot(Vector4.Clamp(row[x], Vector4.Zero, Vector4.One)) * (Side - 1 - 0.001f);
            int r = (int)at.X;
            int g = (int)at.Y;
            int b = (int)at.Z;
            ReadOnlySpan<Vector4> near = cells[(r + (Side * (g + (Side * b))))..];
            float fr = at.X - r;
            float fg = at.Y - g;
            Vector4 front = Blend(near, fr, fg);
            Vector4 back = Blend(near[(Side * Side)..], fr, fg);
            Vector4 color = front + ((back - front) * (at.Z - b));
            color *= color;
            color.W = 1f;
            row[x] = color;
        }
    }

    private static Vector4 Blend(ReadOnlySpan<Vector4> cells, float fr, float fg)
    {
        Vector4 low = cells[0] + ((cells[1] - cells[0]) * fr);
        Vector4 high = cells[Side] + ((cells[Side + 1] - cells[Side]) * fr);
        return low + ((high - low) * fg);
    }

    private static double Encoded(int index)
    {
        double root = index / (double)(Side - 1);
        return root * root;
    }

    private static float Root(double x) => (float)Math.Sqrt(Math.Clamp(x, 0, 1));
}

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
