using ImageForge.Imaging.Atmospheres;
using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Galleries;

/// <summary>The sheet that overlays are judged on: each one over the same scene, at rising intensity.</summary>
public static class AtmosphereGallery
{
    /// <summary>The intensities that must plainly differ.</summary>
    public static IReadOnlyList<double> Intensities { get; } = [0.2, 0.6, 1];

    /// <summary>The sheet: first the scene without any overlay, then a group of pictures for each overlay.</summary>
    /// <param name="intensities">Intensities side by side, above 0 and at most 1.</param>
    /// <param name="width">Width of a scene in pixels.</param>
    /// <param name="height">Height of a scene in pixels.</param>
    /// <param name="seed">Seed of all scenes.</param>
    public static GallerySheet Sheet(IReadOnlyList<double> intensities, int width, int height, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(intensities);
        var scene = new Scene
        {
            Width = width,
            Height = height,
            Seed = seed,
            TimeOfDay = TimeOfDay.Dusk,
        };
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
