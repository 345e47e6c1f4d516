using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Scenes.Tests.Looks;

/// <summary>Themes, genres and brands change the picture the way they are named, drawn or given.</summary>
public sealed class StyleTests
{
    public static TheoryData<Theme> Themes => [.. Enum.GetValues<Theme>()];

    public static TheoryData<Genre> Genres => [.. Enum.GetValues<Genre>()];

    [Fact]
    public void Nothing_asked_for_costs_no_grade() => Assert.Null(Compositor.Grade(City()));

    [Fact]
    public void Minimalist_and_abstract_have_less_in_them()
    {
        double all = Detail(null);
        Assert.True(Detail(Theme.Minimalist) < 0.4 * all);
        Assert.True(Detail(Theme.Abstract) < 0.75 * all);
    }

    [Fact]
    public void Infographic_is_flat()
    {
        using Composition plain = Samples.Render(Themed(null));
        using Composition flat = Samples.Render(Themed(Theme.Infographic));
        Assert.True(
            Flatness(flat.Image) > Flatness(plain.Image) + 0.2,
            $"{Flatness(flat.Image)} {Flatness(plain.Image)}"
        );
    }

    [Fact]
    public void Vintage_is_faded_brown_with_grain_and_dark_corners()
    {
        using Composition plain = Samples.Render(Themed(null));
        using Composition old = Samples.Render(Themed(Theme.Vintage));
        Assert.True(Saturation(old.Image) < 0.75 * Saturation(plain.Image));
        Vector4 mean = Measures.Mean(old.Image);
        Assert.True(mean.X > mean.Y && mean.Y > mean.Z);
        Assert.True(Darkest(old.Image) > Darkest(plain.Image) + 0.003);
    }

    [Fact]
    public void Saturation_follows_the_theme()
    {
        double plain = SaturationOf(null);
        Assert.True(SaturationOf(Theme.Professional) < 0.8 * plain);
        Assert.True(SaturationOf(Theme.Realistic) < 0.95 * plain);
        Assert.True(SaturationOf(Theme.Illustration) > 1.05 * plain);
        Assert.True(SaturationOf(Theme.Abstract) > 1.1 * plain);
    }

    [Fact]
    public void Futuristic_is_colder()
    {
        using Composition plain = Samples.Render(Themed(null));
        using Composition cold = Samples.Render(Themed(Theme.Futuristic));
        Vector4 a = Measures.Mean(plain.Image);
        Vector4 b = Measures.Mean(cold.Image);
        Assert.True(b.Z / b.X > 1.5 * a.Z / a.X);
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Every_theme_gives_the_same_bytes_on_one_thread_and_many(Theme theme)
    {
        using Composition one = Samples.Render(Themed(theme));
        using Composition many = Samples.Render(Themed(theme), 4);
        Assert.True(one.Image.Data.SequenceEqual(many.Image.Data));
    }

    [Theory]
    [MemberData(nameof(Genres))]
    public void Genre_grades_a_picture_of_the_users_subtly(Genre genre)
    {
        using PixelBuffer photo = Photo();
        using Composition plain = Samples.Render(Pictured(photo, null));
        using Composition graded = Samples.Render(Pictured(photo, genre));
        double apart = 0;
        for (int y = 0; y < plain.Image.Height; y++)
        {
            for (int x = 0; x < plain.Image.Width; x++)
            {
                OkLab a = Lab(plain.Image.Pixels(y)[x]);
                OkLab b = Lab(graded.Image.Pixels(y)[x]);
                apart += Math.Sqrt(Math.Pow(a.L - b.L, 2) + Math.Pow(a.A - b.A, 2) + Math.Pow(a.B - b.B, 2));
            }
        }

        Assert.InRange(apart / plain.Image.Width / plain.Image.Height, 0.015, 0.16);
    }

    [Fact]
    public void Genres_have_the_character_that_they_are_known_for()
    {
        double chroma = Chroma(null);
        Assert.InRange(Chroma(Genre.Noir) / chroma, 0, 0.35);
        Assert.InRange(Chroma(Genre.Thriller) / chroma, 0.3, 0.8);
        Assert.InRange(Warmth(Genre.Western) - Warmth(null), 0.02, 0.1);
        Grade action = GradeBook.For(Genre.Action)!;
        Assert.True(action.Apply(OkLab.From(0.5, 0.5, 0.5)).B > 0.01);
        Assert.True(action.Apply(OkLab.From(0.02, 0.02, 0.02)).B < -0.01);
        Grade horror = GradeBook.For(Genre.Horror)!;
        Assert.True(horror.Apply(OkLab.From(0.5, 0.5, 0.5)).A < -0.01);
        Assert.True(horror.Apply(OkLab.From(0.1, 0.1, 0.1)).A < -0.01);
    }

    [Fact]
    public void Noir_keeps_red()
    {
        Grade noir = GradeBook.For(Genre.Noir)!;
        Assert.True(noir.Apply(OkLab.From(LinearColor.Parse("#c02020"))).Chroma > 0.15);
        Assert.True(noir.Apply(OkLab.From(LinearColor.Parse("#2060c0"))).Chroma < 0.02);
    }

    [Fact]
    public void Brand_takes_the_awnings_and_leaves_sky_skin_and_opposite_hues()
    {
        LinearColor purple = LinearColor.Parse("#7a1fa2");
        double before = Near(new Style(), purple);
        double after = Near(new Style { Brand = [purple] }, purple);
        Assert.True(after > before + 0.01, $"{before} {after}");
        var grade = new BrandGrade([purple]);
        foreach (string kept in (string[])["#6dbbe6", "#2f8fd0", "#e0ac88", "#8d5a3c", "#808080", "#ffffff", "#8bc34a"])
        {
            OkLab color = OkLab.From(LinearColor.Parse(kept));
            OkLab graded = grade.Apply(color);
            double moved = Math.Sqrt(Math.Pow(color.A - graded.A, 2) + Math.Pow(color.B - graded.B, 2));
            Assert.True(moved < 0.02, $"{kept} moved by {moved}");
        }

        OkLab pink = OkLab.From(LinearColor.Parse("#d0208a"));
        OkLab target = OkLab.From(purple);
        Assert.True(Apart(grade.Apply(pink), target) < 0.8 * Apart(pink, target));
    }

    [Fact]
    public void Cube_follows_the_formula()
    {
        using PixelBuffer photo = Photo();
        Scene scene = Pictured(photo, Genre.Western);
        GradeCube cube = Compositor.Grade(scene)!;
        Grade grade = GradeBook.For(Genre.Western)!;
        var row = new Vector4[200];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = new Vector4(i / 200f, ((i * 37) % 200) / 200f, ((i * 71) % 200) / 200f, 1f);
        }

        Vector4[] graded = [.. row];
        cube.Apply(graded);
        for (int i = 0; i < row.Length; i++)
        {
            (double r, double g, double b) = grade.Apply(Lab(row[i])).ToLinear();
            Assert.Equal(Math.Sqrt(Math.Clamp(r, 0, 1)), Math.Sqrt(graded[i].X), 0.03);
            Assert.Equal(Math.Sqrt(Math.Clamp(g, 0, 1)), Math.Sqrt(graded[i].Y), 0.03);
            Assert.Equal(Math.Sqrt(Math.Clamp(b, 0, 1)), Math.Sqrt(graded[i].Z), 0.03);
        }
    }

    private static double Near(Style style, LinearColor color)
    {
        using Composition picture = Samples.Render(City() with { Style = style, TimeOfDay = TimeOfDay.Noon });
        OkLab target = OkLab.From(color);
        int near = 0;
        for (int y = 0; y < picture.Image.Height; y++)
        {
            foreach (Vector4 pixel in picture.Image.Pixels(y))
            {
                near += Apart(Lab(pixel), target) < 0.07 ? 1 : 0;
            }
        }

        return near / (double)(picture.Image.Width * picture.Image.Height);
    }

    private static double Apart(OkLab a, OkLab b) => Math.Sqrt(Math.Pow(a.A - b.A, 2) + Math.Pow(a.B - b.B, 2));

    private static double Chroma(Genre? genre) => MeanLab(genre, lab => lab.Chroma);

    private static double Warmth(Genre? genre) => MeanLab(genre, lab => lab.B);

    private static double MeanLab(Genre? genre, Func<OkLab, double> value)
    {
        using PixelBuffer photo = Photo();
        using Composition picture = Samples.Render(Pictured(photo, genre));
        double sum = 0;
        for (int y = 0; y < picture.Image.Height; y++)
        {
            foreach (Vector4 pixel in picture.Image.Pixels(y))
            {
                sum += value(Lab(pixel));
            }
        }

        return sum / picture.Image.Width / picture.Image.Height;
    }

    private static OkLab Lab(Vector4 p) => OkLab.From(p.X, p.Y, p.Z);

    private static double Detail(Theme? theme)
    {
        using Composition picture = Samples.Render(Themed(theme));
        return Measures.Roughness(picture.Image);
    }

    private static double SaturationOf(Theme? theme)
    {
        using Composition picture = Samples.Render(Themed(theme));
        return Saturation(picture.Image);
    }

    private static double Saturation(PixelBuffer picture)
    {
        double sum = 0;
        for (int y = 0; y < picture.Height; y++)
        {
            foreach (Vector4 pixel in picture.Pixels(y))
            {
                sum += Lab(pixel).Chroma;
            }
        }

        return sum / picture.Width / picture.Height;
    }

    // Share of neighbours that have the very same colour.
    private static double Flatness(PixelBuffer picture)
    {
        int same = 0;
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<Vector4> row = picture.Pixels(y);
            for (int x = 1; x < row.Length; x++)
            {
                same += (row[x] - row[x - 1]).Length() < 0.0015f ? 1 : 0;
            }
        }

        return same / (double)(picture.Width * picture.Height);
    }

    private static double Darkest(PixelBuffer picture) =>
        Enumerable
            .Range(0, picture.Height)
            .SelectMany(y => picture.Pixels(y).ToArray())
            .Select(Measures.Luma)
            .Order()
            .ElementAt(picture.Width * picture.Height / 100);

    private static PixelBuffer Photo()
    {
        using Composition city = Samples.Render(City() with { TimeOfDay = TimeOfDay.Noon });
        return city.Image.Clone();
    }

    private static Scene Pictured(PixelBuffer photo, Genre? genre) =>
        new()
        {
            Width = photo.Width,
            Height = photo.Height,
            Background = new Background.Image(photo),
            Genre = genre,
        };

    private static Scene Themed(Theme? theme) => City() with { Style = new Style { Theme = theme } };

    private static Scene City() =>
        new()
        {
            Width = 240,
            Height = 180,
            Seed = 5,
            TimeOfDay = TimeOfDay.GoldenHour,
        };
}
