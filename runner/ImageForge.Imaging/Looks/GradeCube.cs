using System.Numerics;
using ImageForge.Imaging.Scenes;

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

    /// <summary>The cube of what the scene asks for, or null when it asks for no grade.</summary>
    public static GradeCube? For(Scene scene)
    {
        var grades = new List<Func<OkLab, OkLab>>();
        if (scene.Background is not Background.Skyline && GradeBook.For(scene.Genre) is { } genre)
        {
            grades.Add(genre.Apply);
        }

        if (scene.Style.Brand.Count > 0)
        {
            grades.Add(new BrandGrade(scene.Style.Brand).Apply);
        }

        if (GradeBook.For(scene.Style.Theme) is { } theme)
        {
            grades.Add(theme.Apply);
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
