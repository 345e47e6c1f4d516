using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Noise;

namespace ImageForge.Imaging.Atmospheres;

/// <summary>Embers alone, high into the sky.</summary>
internal sealed class EmberAtmosphere : Atmosphere
{
    public override BlendMode Blend => BlendMode.Add;

    public override void Paint(StageSet set, float intensity, Dice dice) =>
        Particles.Embers(set, dice, Particles.Count(set, 150f + (420f * intensity)), 1.7f, 1.1f * Lift(intensity));
}
