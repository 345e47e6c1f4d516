using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Blending;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>An overlay of the scene with what is to be laid for it.</summary>
internal sealed class AtmosphereLayer
{
    private readonly Overlay _overlay;
    private readonly Atmosphere? _builtIn;
    private readonly int _index;

    private AtmosphereLayer(Overlay overlay, int index)
    {
        _overlay = overlay;
        _index = index;
        _builtIn = overlay.Image is null
            ? BuiltInOverlays.Find(overlay.Category, overlay.Tag)
                ?? throw new ArgumentException(
                    $"There is no built-in overlay {overlay.Category}/{overlay.Tag}, and it has no image."
                )
            : null;
    }

    public float Wetness => (_builtIn?.Wetness ?? 0f) * Alpha;

    public float Snow => (_builtIn?.Snow ?? 0f) * Alpha;

    private float Intensity => (float)Math.Min(_overlay.Intensity, 1);

    private float Alpha => Intensity * (float)_overlay.Opacity;

    /// <summary>Weakest first; equals stay in the scene's order.</summary>
    public static AtmosphereLayer[] Order(Scene scene) =>
        [
            .. scene
                .Overlays.Select((overlay, index) => (overlay, index))
                .Where(o => o.overlay.Intensity > 0)
                .OrderBy(o => o.overlay.Intensity)
                .ThenBy(o => o.index)
                .Select(o => new AtmosphereLayer(o.overlay, o.index)),
        ];

    public void Lay(StageSet set)
    {
        Diorama stage = set.Stage;
        if (_overlay.Image is { } image)
        {
            using PixelBuffer resized = Resizer.Resize(
                image,
                stage.Width,
                stage.Height,
                ResizeFilter.Lanczos,
                stage.Rows
            );
            var whole = new PixelArea(0, 0, stage.Width, stage.Height);
            Blender.Blend(stage.Picture, resized, whole, _overlay.Blend ?? BlendMode.Normal, Alpha, stage.Rows);
            return;
        }

        var dice = set.Dice.Fork($"overlay/{_overlay.Category}/{_overlay.Tag}/{_index}");
        _builtIn!.Disturb(set, Alpha, dice);
        _builtIn.Paint(set, Intensity, dice);
        Blender.Blend(
            stage.Picture,
            stage.Sheet.Buffer,
            stage.Sheet.Touched,
            _overlay.Blend ?? _builtIn.Blend,
            Alpha,
            stage.Rows
        );
        stage.Sheet.Clear();
    }
}
