using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Galleries;

/// <summary>The sheets that looks are judged on: every angle, composition, genre, theme and time, and sweeps of each value.</summary>
internal static class LookGallery
{
    private static readonly Signal[] News =
    [
        new()
        {
            Category = "transportation",
            Tag = "tram",
            Score = 0.6,
        },
        new()
        {
            Category = "festivals",
            Tag = "lanterns",
            Score = 0.6,
        },
    ];

    /// <summary>All sheets.</summary>
    /// <param name="empty">Size and seed of all pictures.</param>
    public static IReadOnlyList<GallerySheet> Sheets(Scene empty)
    {
        Scene scene = empty with { TimeOfDay = TimeOfDay.GoldenHour };
        Scene told = scene with { Signals = [News[0]] };
        return
        [
            Of<TimeOfDay>("times", "Times of day", v => scene with { TimeOfDay = v }),
            Of<Genre>("genres", "Genres", v => scene with { Genre = v }),
            Of<CameraAngle>("angles", "Camera angles", v => told with { Angle = v }),
            Of<CompositionRule>("compositions", "Compositions", v => scene with { CompositionRule = v }),
            Of<Theme>("themes", "Themes", v => scene with { Style = new Style { Theme = v } }),
            new("brands", "Brand colours", [.. Brands(scene)]),
            Of<ToneMapping>("tone", "Tone mapping", v => With(Night(scene), new Look { ToneMapping = v })),
            Sweep("fov", scene, [15, 35, 50, 80, 110], v => new Look { Fov = v }),
            Sweep("lighting", scene, [0, 30, 60, 80, 100], v => new Look { Lighting = v }),
            Sweep("exposure", scene, [-2, -1, 0, 1, 2], v => new Look { Exposure = v }),
            Sweep("colorTemp", scene, [2000, 3500, 5500, 7500, 10000], v => new Look { ColorTemp = v }),
            Sweep("tint", scene, [-100, -50, 0, 50, 100], v => new Look { Tint = v }),
            Sweep("contrast", scene, [0, 25, 50, 75, 100], v => new Look { Contrast = v }),
            Sweep("hdrBloom", Night(scene), [0, 30, 60, 80, 100], v => new Look { HdrBloom = v }),
            Sweep("vignette", scene, [0, 25, 50, 75, 100], v => new Look { Vignette = v }),
            Sweep("grain", scene, [0, 25, 50, 75, 100], v => new Look { Grain = v }),
            Sweep("chromaticAberration", scene, [0, 25, 50, 75, 100], v => new Look { ChromaticAberration = v }),
            Sweep("depthHaze", scene, [0, 25, 50, 75, 100], v => new Look { DepthHaze = v }),
        ];
    }

    private static GallerySheet Of<T>(string name, string title, Func<T, Scene> make)
        where T : struct, Enum =>
        new(name, title, [.. Enum.GetValues<T>().Select(v => new GalleryScene(v.ToString(), make(v)))]);

    private static GallerySheet Sweep(string name, Scene scene, double[] values, Func<double, Look> look) =>
        new(name, name, [.. values.Select(v => new GalleryScene($"{name} {v}", With(scene, look(v))))]);

    private static IEnumerable<GalleryScene> Brands(Scene scene)
    {
        foreach (
            string[] colors in (string[][])
                [
                    [],
                    ["#7a1fa2", "#ffb300"],
                    ["#00695c", "#d81b60", "#ffd600"],
                    ["#1a3fd0"],
                ]
        )
        {
            foreach (TimeOfDay time in (TimeOfDay[])[TimeOfDay.Noon, TimeOfDay.Dusk])
            {
                yield return new GalleryScene(
                    colors.Length == 0 ? "no brand" : string.Join(' ', colors),
                    scene with
                    {
                        TimeOfDay = time,
                        Style = new Style { Brand = [.. colors.Select(LinearColor.Parse)] },
                    }
                );
            }
        }
    }

    private static Scene With(Scene scene, Look look) => scene with { Look = look };

    private static Scene Night(Scene scene) => scene with { TimeOfDay = TimeOfDay.Night };
}
