using ImageForge.Scenes.Atmospheres;

namespace ImageForge.Scenes.Galleries;

/// <summary>The sheet that overlays are judged on: each one over the same scene, at rising intensity.</summary>
internal static class AtmosphereGallery
{
    /// <summary>The intensities that must plainly differ.</summary>
    public static IReadOnlyList<double> Intensities { get; } = [0.2, 0.6, 1];

    /// <summary>The sheet: first the scene without any overlay, then a group of pictures for each overlay.</summary>
    /// <param name="empty">Size and seed of all pictures.</param>
    /// <param name="intensities">Intensities side by side, above 0 and at most 1.</param>
    public static GallerySheet Sheet(Scene empty, IReadOnlyList<double> intensities)
    {
        Scene scene = empty with { TimeOfDay = TimeOfDay.Dusk };
        IEnumerable<GalleryScene> with = BuiltInOverlays.All.SelectMany(name =>
            intensities.Select(intensity => new GalleryScene(
                FormattableString.Invariant($"{name.Tag} {intensity}"),
                scene with
                {
                    Overlays =
                    [
                        new Overlay
                        {
                            Category = name.Category,
                            Tag = name.Tag,
                            Intensity = intensity,
                        },
                    ],
                }
            ))
        );
        return new GallerySheet("atmospheres", "Atmospheres", [.. with, new GalleryScene("no overlay", scene)]);
    }
}
