using ImageForge.Inference.Schedulers;

namespace ImageForge.Inference.Pipelines;

/// <summary>A mask of pixels brought to the size of latents: the nearest pixel up and to the left, as torch does it.</summary>
internal static class LatentMask
{
    /// <summary>A pixel at or above this is painted anew.</summary>
    private const float Threshold = 0.5f;

    /// <summary>One or nothing for each pixel.</summary>
    public static void Binarize(Span<float> mask)
    {
        foreach (ref var value in mask)
        {
            value = value < Threshold ? 0 : 1;
        }
    }

    /// <summary>Takes one pixel of each <paramref name="factor"/> × <paramref name="factor"/>.</summary>
    public static void Reduce(ReadOnlySpan<float> mask, int width, int factor, Span<float> into)
    {
        var columns = width / factor;
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = mask[i / columns * factor * width + i % columns * factor];
        }
    }

    /// <summary>Leaves black (0, the middle of −1 to 1) where the mask is set: what an inpainting model is shown.</summary>
    public static void Cover(Span<float> planes, ReadOnlySpan<float> mask)
    {
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = mask[i % mask.Length] < Threshold ? planes[i] : 0;
        }
    }
}

/// <summary>
/// Inpainting with a model that was not trained for it: after each step, what the mask leaves is put back, with as much noise as
/// the rest has.
/// </summary>
/// <param name="originals">Clean latents of the start pictures.</param>
/// <param name="noise">The noise that denoising began with.</param>
/// <param name="mask">One value for each element of a latent's plane, 1 where it is painted anew.</param>
internal sealed class KeptPart(float[] originals, float[] noise, float[] mask)
{
    private readonly float[] _noisy = new float[originals.Length];

    /// <summary>Puts it back.</summary>
    /// <param name="scheduler">Knows how much noise there is.</param>
    /// <param name="next">Index of the timestep that the latents are now at; beyond the last they are clean.</param>
    /// <param name="latents">Changed where the mask is 0.</param>
    public void Restore(IScheduler scheduler, int next, Span<float> latents)
    {
        var kept = originals;
        if (next < scheduler.Timesteps.Length)
        {
            scheduler.AddNoise(originals, noise, next, _noisy);
            kept = _noisy;
        }

        for (var i = 0; i < latents.Length; i++)
        {
            var m = mask[i % mask.Length];
            latents[i] = (1 - m) * kept[i] + m * latents[i];
        }
    }
}
