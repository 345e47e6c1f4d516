using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Assets;
using ImageForge.Scenes.Atmospheres;
using ImageForge.Scenes.Backdrops;
using ImageForge.Scenes.Layers;
using ImageForge.Scenes.Layout;
using ImageForge.Scenes.Palettes;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes;

/// <summary>
/// Renders scenes. The same scene gives the same bytes on every machine and with any number of threads.
/// </summary>
/// <param name="threads">Most threads to use; all processors if not given.</param>
public sealed class Compositor(int? threads = null)
{
    private const int MinSide = 16;
    private const int MaxSide = 16384;

    private readonly int _threads = threads ?? Environment.ProcessorCount;

    /// <summary>Draws the scene.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="progress">Is told the share that is done, 0–1.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <exception cref="ArgumentException">A size, bound, score or opacity is outside its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Composition Render(Scene scene, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scene);
        Check(scene);
        var rows = new RowParallel(_threads, cancellation);
        var dice = new Dice(Hash.Fold(scene.Seed));
        ThemeStyle style = ThemeStyle.Of(scene.Style.Theme);
        scene = scene with { Look = style.Develop(scene) };
        TimeOfDay time = Daylight.Choose(scene, dice);
        Palette palette = StyledPalette.For(PaletteBook.For(time, scene.Genre), scene.Style);
        View view = View.Of(scene, dice);
        Scene drawn = view.Drawn;
        using var canvas = new PaperCanvas(drawn.Width, drawn.Height, dice.Fork("paper").Seed, rows)
        {
            Finish = style.Finish,
            Air = new Air(palette.Horizon, (float)Math.Clamp(scene.Look.DepthHaze, 0, 100) / 100f),
        };
        AtmosphereLayer[] atmospheres = AtmosphereLayer.Order(scene);
        var context = new DrawingContext
        {
            Canvas = canvas,
            Palette = palette,
            Time = time,
            Scene = drawn,
            Ground = view.Ground,
            SkyFoot = scene.Angle == CameraAngle.WormsEye ? drawn.Height * 1.3f : view.Ground,
            Arrangement = Arrangement.Of(scene, dice),
            ThemeStyle = style,
            Rise = view.Rise * style.Height,
            Dice = dice,
            Zoom = Camera.Zoom(scene.Look),
            Wetness = atmospheres.Select(a => a.Wetness).DefaultIfEmpty(0f).Max(),
            Snow = atmospheres.Select(a => a.Snow).DefaultIfEmpty(0f).Max(),
        };
        BackgroundPainter.Paint(context);
        var layers = new LayerPainter(context, scene.Layers, rows);
        layers.Lay(canvas.Picture, LayerPlane.Back);
        progress?.Report(0.5);
        var signals = new SignalPainter(context, view);
        signals.Paint(Zone.Sky);
        signals.Paint(Zone.City);
        BackgroundPainter.PaintPavement(context);
        signals.Paint(Zone.Street);
        BackgroundPainter.PaintForeground(context);
        layers.Lay(canvas.Picture, LayerPlane.Front);
        progress?.Report(0.75);
        foreach (AtmosphereLayer atmosphere in atmospheres)
        {
            cancellation.ThrowIfCancellationRequested();
            atmosphere.Lay(context);
        }

        progress?.Report(0.9);
        PixelBuffer picture = view.Take(canvas.Take(), rows)
            .After(taken =>
            {
                Camera.Develop(taken, scene.Look, rows);
                if (scene.KeepsLight)
                {
                    Camera.Expose(taken, scene.Look, rows);
                }
                else
                {
                    Camera.Display(taken, scene.Look, Grade(scene), dice, rows);
                }

                if (!scene.HoldsTop)
                {
                    layers.Lay(taken, LayerPlane.Top);
                }

                progress?.Report(1);
            });
        return new Composition(picture, signals.Hitboxes())
        {
            Top = scene.HoldsTop ? other => layers.Lay(other, LayerPlane.Top) : null,
        };
    }

    /// <summary>The grades of a scene. A drawn city has its genre's palette already.</summary>
    internal static GradeCube? Grade(Scene scene) =>
        GradeCube.For(
            scene.Background is Background.Skyline ? null : scene.Genre,
            scene.Style.Theme,
            scene.Style.Brand
        );

    private static void Check(Scene scene)
    {
        InRange(scene.Width, MinSide, MaxSide, nameof(Scene.Width));
        InRange(scene.Height, MinSide, MaxSide, nameof(Scene.Height));
        foreach (Zone zone in Enum.GetValues<Zone>())
        {
            Band band = scene.Zones[zone];
            if (!(band.Top >= 0 && band.Top < band.Bottom && band.Bottom <= 1))
            {
                throw new ArgumentException(
                    $"The {zone} zone runs from {band.Top} to {band.Bottom}; it must rise within 0 to 1.",
                    nameof(scene)
                );
            }
        }

        foreach (Signal signal in scene.Signals)
        {
            InRange(signal.Score, -1, 1, $"score of {signal.Category}/{signal.Tag}");
        }

        foreach (Overlay overlay in scene.Overlays)
        {
            InRange(overlay.Opacity, 0, 1, $"opacity of {overlay.Category}/{overlay.Tag}");
            InRange(overlay.Intensity, 0, double.MaxValue, $"intensity of {overlay.Category}/{overlay.Tag}");
        }
    }

    private static void InRange(double value, double low, double high, string name)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArgumentException($"The {name} is {value}; it must be {low} to {high}.", nameof(value));
        }
    }
}
