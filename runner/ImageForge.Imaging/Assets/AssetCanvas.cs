using System.Numerics;
using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Palettes;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Assets;

/// <summary>
/// The box that an asset is drawn in. Its own measures: 100 high, <see cref="Right"/> wide, y downwards, so that the
/// ground is at 100.
/// </summary>
internal sealed class AssetCanvas(StageSet set, PlacedBox box, int level, float intensity, Dice dice)
{
    private readonly float _scale = box.Height / 100f;

    public float Right => box.Width / _scale;

    public float Middle => Right / 2;

    /// <summary>0, 1 or 2.</summary>
    public int Level => level;

    public float Intensity => intensity;

    public Dice Dice => dice;

    public Palette Palette => set.Palette;

    public StageSet Set => set;

    /// <summary>0 by day to 1 where every lamp is lit.</summary>
    public float Night => Math.Clamp(set.Palette.Lit * 1.5f, 0.08f, 1f);

    /// <summary>What paper of a given colour is multiplied by, so that it does not shine at night.</summary>
    public float Daylight => set.Palette.IsNight ? 0.72f : 0.96f;

    /// <summary>What a lamp of this colour shines with in this light: full at night, faint by day.</summary>
    public LinearColor Light(LinearColor color, float gain = 1f) => color.Scale(gain * (0.85f + set.Palette.Lit));

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

    public void Cut(Outline shape, LinearColor color) => set.Stage.Cut(shape, color, 0.5f);

    /// <summary>Cuts from paper that is lighter above and darker below.</summary>
    public void Cut(Outline shape, LinearColor color, float top, float bottom) =>
        set.Stage.Cut(shape, Shade(color, top, bottom), 0.5f);

    public void Fill(Outline shape, LinearColor color) => set.Stage.Fill(shape, color);

    public void Fill(Outline shape, LinearColor from, LinearColor to, float top, float bottom) =>
        set.Stage.Fill(shape, Ink.Vertical(from, to, box.Y + (top * _scale), box.Y + (bottom * _scale)));

    public void Glow(float x, float y, float radius, LinearColor light) =>
        set.Stage.Sheet.Glow(box.X + (x * _scale), box.Y + (y * _scale), radius * _scale, light);

    /// <summary>Lays what was cut so far; what follows lies nearer.</summary>
    public void Lay(float depth = 1f)
    {
        float reach = Math.Clamp(_scale * 4.2f, 3f * set.Unit, 9f * set.Unit);
        set.Stage.Lay(
            new CutStyle
            {
                Depth = depth * reach,
                Shadow = set.Palette.Shadow * 0.75f,
                Edge = 0.24f,
                Fibre = 0.035f,
            }
        );
    }

    private Ink Shade(LinearColor color, float top, float bottom) =>
        Ink.Vertical(color.Scale(1.1f), color.Scale(0.85f), box.Y + (top * _scale), box.Y + (bottom * _scale));

    private Matrix3x2 Placement() => Matrix3x2.CreateScale(_scale) * Matrix3x2.CreateTranslation(box.X, box.Y);
}
