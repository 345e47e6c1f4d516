using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Backdrops;
using ImageForge.Scenes.Palettes;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Assets;

/// <summary>
/// The box that an asset is drawn in. Its own measures: 100 high, <see cref="Right"/> wide, y downwards, so that the
/// ground is at 100.
/// </summary>
internal sealed class AssetCanvas(DrawingContext context, PlacedBox box, int level, float intensity, Dice dice)
{
    private readonly float _scale = box.Height / 100f;

    public float Right => box.Width / _scale;

    public float Middle => Right / 2;

    /// <summary>0, 1 or 2.</summary>
    public int Level => level;

    public float Intensity => intensity;

    public Dice Dice => dice;

    public Palette Palette => context.Palette;

    public DrawingContext Context => context;

    /// <summary>0 by day to 1 where every lamp is lit.</summary>
    public float Night => Math.Clamp(context.Palette.Lit * 1.5f, 0.08f, 1f);

    /// <summary>What paper of a given colour is multiplied by, so that it does not shine at night.</summary>
    public float Daylight => context.Palette.IsNight ? 0.72f : 0.96f;

    /// <summary>What a lamp of this colour shines with in this light: full at night, faint by day.</summary>
    public LinearColor Light(LinearColor color, float gain = 1f) => color.Scale(gain * (0.85f + context.Palette.Lit));

    public int Count(int low, int medium, int high) =>
        level switch
        {
            0 => low,
            1 => medium,
            _ => high,
        };

    public Outline Shape() => new(Placement());

    /// <summary>An outline in units of its own around a point, e.g. for something that is repeated.</summary>
    public Outline Shape(float x, float y, float scale, bool mirrored = false) =>
        new(Matrix3x2.CreateScale(mirrored ? -scale : scale, scale) * Matrix3x2.CreateTranslation(x, y) * Placement());

    public void Cut(Outline shape, LinearColor color) => context.Canvas.Cut(shape, color, 0.5f);

    /// <summary>Cuts from paper that is lighter above and darker below.</summary>
    public void Cut(Outline shape, LinearColor color, float top, float bottom) =>
        context.Canvas.Cut(shape, Shade(color, top, bottom), 0.5f);

    public void Fill(Outline shape, LinearColor color) => context.Canvas.Fill(shape, color);

    public void Fill(Outline shape, LinearColor from, LinearColor to, float top, float bottom) =>
        context.Canvas.Fill(shape, Ink.Vertical(from, to, box.Y + (top * _scale), box.Y + (bottom * _scale)));

    public void Glow(float x, float y, float radius, LinearColor light) =>
        context.Canvas.Sheet.Glow(box.X + (x * _scale), box.Y + (y * _scale), radius * _scale, light);

    /// <summary>Lays what was cut so far; what follows lies nearer.</summary>
    public void Lay(float depth = 1f)
    {
        float reach = Math.Clamp(_scale * 4.2f, 3f * context.Unit, 9f * context.Unit);
        context.Canvas.Lay(
            new CutStyle
            {
                Depth = depth * reach,
                Shadow = context.Palette.Shadow * 0.75f,
                Edge = 0.24f,
                Fibre = 0.035f,
            }
        );
    }

    private Ink Shade(LinearColor color, float top, float bottom) =>
        Ink.Vertical(color.Scale(1.1f), color.Scale(0.85f), box.Y + (top * _scale), box.Y + (bottom * _scale));

    private Matrix3x2 Placement() => Matrix3x2.CreateScale(_scale) * Matrix3x2.CreateTranslation(box.X, box.Y);
}
