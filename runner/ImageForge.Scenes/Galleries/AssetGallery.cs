using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Assets;

namespace ImageForge.Scenes.Galleries;

/// <summary>The sheet that assets are judged on: each one on plain ground, at every level.</summary>
internal static class AssetGallery
{
    /// <summary>One intensity of each level.</summary>
    public static IReadOnlyList<double> Intensities { get; } = [0.25, 0.55, 0.95];

    /// <summary>The sheet: a group of pictures for each asset.</summary>
    /// <param name="empty">Size and seed of all pictures.</param>
    /// <param name="intensities">Amounts of the score side by side, above 0 and at most 1.</param>
    public static GallerySheet Sheet(Scene empty, IReadOnlyList<double> intensities)
    {
        Scene ground = empty with
        {
            TimeOfDay = TimeOfDay.Dusk,
            Background = new Background.Gradient(LinearColor.Parse("#efe6d8"), LinearColor.Parse("#c9c3cf")),
            Zones = new ZoneBounds { City = new Band(0.02, 0.94) },
        };
        IEnumerable<GalleryScene> scenes = BuiltInAssets.All.SelectMany(name =>
            intensities.Select(intensity => new GalleryScene(
                FormattableString.Invariant($"{name.Category}/{name.Tag} {(name.Positive ? '+' : '-')}{intensity}"),
                ground with
                {
                    Signals =
                    [
                        new Signal
                        {
                            Category = name.Category,
                            Tag = name.Tag,
                            Score = name.Positive ? intensity : -intensity,
                            Zone = Zone.City,
                        },
                    ],
                }
            ))
        );
        return new GallerySheet("assets", "Assets", [.. scenes]);
    }
}
