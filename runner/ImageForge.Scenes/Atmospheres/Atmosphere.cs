using ImageForge.Imaging.Blending;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Atmospheres;

/// <summary>A built-in overlay: paints on an empty sheet, transparent where nothing happens.</summary>
internal abstract class Atmosphere
{
    /// <summary>How it mixes with the scene unless the overlay says otherwise.</summary>
    public virtual BlendMode Blend => BlendMode.Normal;

    /// <summary>How wet it makes the ground at full intensity, 0–1.</summary>
    public virtual float Wetness => 0f;

    /// <summary>How much snow it leaves at full intensity, 0–1.</summary>
    public virtual float Snow => 0f;

    /// <summary>Paints on the canvas's sheet. Intensity, above 0 and at most 1, decides how much there is; how opaque it is, is not its business.</summary>
    public abstract void Paint(DrawingContext context, float intensity, Dice dice);

    /// <summary>
    /// What light and small bright things are multiplied by. The whole sheet is multiplied by the intensity, which would leave
    /// a little of something as a lot of almost nothing: with this it is as bright as the root of the intensity.
    /// </summary>
    protected static float Lift(float intensity) => 1f / MathF.Sqrt(Math.Max(intensity, 0.04f));

    /// <summary>Changes the picture itself before the sheet is laid, such as air that shimmers.</summary>
    public virtual void Disturb(DrawingContext context, float strength, Dice dice) { }
}

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

    public void Lay(DrawingContext context)
    {
        PaperCanvas canvas = context.Canvas;
        if (_overlay.Image is { } image)
        {
            using PixelBuffer resized = Resizer.Resize(
                image,
                canvas.Width,
                canvas.Height,
                ResizeFilter.Lanczos,
                canvas.Rows
            );
            var whole = new PixelArea(0, 0, canvas.Width, canvas.Height);
            Blender.Blend(canvas.Picture, resized, whole, _overlay.Blend ?? BlendMode.Normal, Alpha, canvas.Rows);
            return;
        }

        var dice = context.Dice.Fork($"overlay/{_overlay.Category}/{_overlay.Tag}/{_index}");
        _builtIn!.Disturb(context, Alpha, dice);
        _builtIn.Paint(context, Intensity, dice);
        Blender.Blend(
            canvas.Picture,
            canvas.Sheet.Buffer,
            canvas.Sheet.Touched,
            _overlay.Blend ?? _builtIn.Blend,
            Alpha,
            canvas.Rows
        );
        canvas.Sheet.Clear();
    }
}
