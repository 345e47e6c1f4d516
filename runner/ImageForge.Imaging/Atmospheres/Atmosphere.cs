using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Noise;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>A built-in overlay: paints on an empty sheet, transparent where nothing happens.</summary>
internal abstract class Atmosphere
{
    /// <summary>How it mixes with the scene unless the overlay says otherwise.</summary>
    public virtual BlendMode Blend => BlendMode.Normal;

    /// <summary>How wet it makes the ground at full intensity, 0–1.</summary>
    public virtual float Wetness => 0f;

    /// <summary>How much snow it leaves at full intensity, 0–1.</summary>
    public virtual float Snow => 0f;

    /// <summary>Paints on the stage's sheet. Intensity, above 0 and at most 1, decides how much there is; how opaque it is, is not its business.</summary>
    public abstract void Paint(StageSet set, float intensity, Dice dice);

    /// <summary>
    /// What light and small bright things are multiplied by. The whole sheet is multiplied by the intensity, which would leave
    /// a little of something as a lot of almost nothing: with this it is as bright as the root of the intensity.
    /// </summary>
    protected static float Lift(float intensity) => 1f / MathF.Sqrt(Math.Max(intensity, 0.04f));

    /// <summary>Changes the picture itself before the sheet is laid, such as air that shimmers.</summary>
    public virtual void Disturb(StageSet set, float strength, Dice dice) { }
}
