using ImageForge.Inference.Schedulers;

namespace ImageForge.Inference.Pipelines;

/// <summary>
/// Inpainting with a model that was not trained for it: after each step, what the mask leaves is put back, with as much noise as
/// the rest has.
/// </summary>
/// <param name="originals">Clean latents of the start pictures.</param>
/// <param name="noise">The noise that denoising began with.</param>
/// <param name="mask">One value for each element of a latent's plane, 1 where it is painted anew.</param>
internal sealed class KeptPart(float[] originals, float[] noise, float[] mask)
{
    private readonly float[] noisy = new float[originals.Length];

    /// <summary>Puts it back.</summary>
    /// <param name="scheduler">Knows how much noise there is.</param>
    /// <param name="next">Index of the timestep that the latents are now at; beyond the last they are clean.</param>
    /// <param name="latents">Changed where the mask is 0.</param>
    public void Restore(IScheduler scheduler, int next, Span<float> latents)
    {
        var kept = originals;
        if (next < scheduler.Timesteps.Length)
        {
            scheduler.AddNoise(originals, noise, next, noisy);
            kept = noisy;
        }

        for (var i = 0; i < latents.Length; i++)
        {
            var m = mask[i % mask.Length];
            latents[i] = (1 - m) * kept[i] + m * latents[i];
        }
    }
}
