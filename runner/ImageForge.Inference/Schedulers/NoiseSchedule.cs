using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Schedulers;

/// <summary>
/// How much noise there is at each timestep of training. Every operation and rounding is that of diffusers on torch: betas and
/// sigmas in float32, the cumulative product accumulated in float64.
/// </summary>
internal sealed class NoiseSchedule
{
    /// <summary>Stands for an ā of zero where a sigma is made of it: the least that half precision knows.</summary>
    private const float LeastAlpha = 1f / (1 << 24);

    private NoiseSchedule(float[] betas, bool lastAboveZero)
    {
        AlphasCumprod = CumulativeProduct(betas);
        if (lastAboveZero)
        {
            AlphasCumprod[^1] = LeastAlpha;
        }

        Sigmas = Array.ConvertAll(AlphasCumprod, a => MathF.Sqrt((1 - a) / a));
    }

    /// <summary>ā of each timestep, falling.</summary>
    public float[] AlphasCumprod { get; }

    /// <summary>√((1−ā)/ā) of each timestep, rising.</summary>
    public float[] Sigmas { get; }

    /// <summary>Timesteps of training.</summary>
    public int Count => AlphasCumprod.Length;

    /// <summary>For schedulers that reckon with ā: with betas rescaled to no signal the last one is zero.</summary>
    public static NoiseSchedule OfAlphas(SettingReader settings)
    {
        bool rescaled = settings.Config.RescaleBetasZeroSnr ?? false;
        if (rescaled && settings.Prediction == PredictionType.Epsilon)
        {
            // Noise tells nothing of the picture where there is nothing but noise: diffusers divides by zero here.
            throw settings.Refusal("rescale_betas_zero_snr", "true and prediction_type epsilon");
        }

        return new NoiseSchedule(rescaled ? Rescaled(Betas(settings)) : Betas(settings), false);
    }

    /// <summary>For schedulers that reckon with sigmas: none is infinite.</summary>
    public static NoiseSchedule OfSigmas(SettingReader settings)
    {
        bool rescaled = settings.Config.RescaleBetasZeroSnr ?? false;
        var schedule = new NoiseSchedule(rescaled ? Rescaled(Betas(settings)) : Betas(settings), rescaled);
        float most = schedule.Sigmas[^1];
        settings.Require(float.IsFinite(most) && schedule.Sigmas[0] > 0, "betas that end at a sigma of", most);
        return schedule;
    }

    private static float[] Betas(SettingReader settings)
    {
        int count = settings.TrainTimesteps;
        if (settings.Config.TrainedBetas is { } trained)
        {
            settings.Require(trained.Count == count, "trained_betas of a length of", trained.Count);
            settings.Require(trained.All(b => b is > 0 and < 1), "trained_betas beyond 0 and 1 among", trained.Count);
            return [.. trained];
        }

        double start = settings.Config.BetaStart ?? 0.0001;
        double end = settings.Config.BetaEnd ?? 0.02;
        settings.Require(start is > 0 and < 1, "beta_start", start);
        settings.Require(end is > 0 and < 1, "beta_end", end);
        return settings.Config.BetaSchedule switch
        {
            null or "linear" => Linspace((float)start, (float)end, count),
            "scaled_linear" => Array.ConvertAll(
                Linspace((float)Math.Sqrt(start), (float)Math.Sqrt(end), count),
                b => b * b
            ),
            var other => throw settings.Refusal("beta_schedule", other),
        };
    }

    /// <summary>As torch has it: from both ends to the middle, each with one rounding.</summary>
    private static float[] Linspace(float start, float end, int count)
    {
        var values = new float[count];
        float stride = count > 1 ? (end - start) / (count - 1) : 0;
        for (int i = 0; i < count; i++)
        {
            values[i] =
                i < count / 2
                    ? MathF.FusedMultiplyAdd(stride, i, start)
                    : MathF.FusedMultiplyAdd(-stride, count - 1 - i, end);
        }

        return values;
    }

    private static float[] CumulativeProduct(float[] betas)
    {
        var products = new float[betas.Length];
        double product = 1;
        for (int i = 0; i < betas.Length; i++)
        {
            product *= 1 - betas[i];
            products[i] = (float)product;
        }

        return products;
    }

    /// <summary>Algorithm 1 of arXiv:2305.08891: √ā is shifted to end at zero, and scaled to begin where it began.</summary>
    private static float[] Rescaled(float[] betas)
    {
        float[] roots = Array.ConvertAll(CumulativeProduct(betas), MathF.Sqrt);
        float first = roots[0];
        float last = roots[^1];
        float scale = first / (first - last);
        float[] alphas = Array.ConvertAll(roots, r => (r - last) * scale * ((r - last) * scale));
        var rescaled = new float[betas.Length];
        for (int i = 0; i < betas.Length; i++)
        {
            rescaled[i] = 1 - (i == 0 ? alphas[0] : alphas[i] / alphas[i - 1]);
        }

        return rescaled;
    }
}

/// <summary>How much of a start image is denoised anew.</summary>
internal static class Strength
{
    /// <summary>
    /// Index of the timestep at which to begin: of N steps the last int(N·strength) are taken, the product truncated in double
    /// precision as Python does (100 · 0.29 uses 28).
    /// </summary>
    /// <param name="steps">Denoising steps of the whole schedule.</param>
    /// <param name="strength">From above 0, the image as it is, to 1, noise.</param>
    /// <exception cref="RequestInvalidException">The strength is none, or leaves no step.</exception>
    public static int StartIndex(int steps, double strength)
    {
        if (strength is not (>= 0 and <= 1))
        {
            throw new RequestInvalidException(
                FormattableString.Invariant($"strength {strength} is not between 0 and 1")
            );
        }

        int used = Math.Min((int)(steps * strength), steps);
        return used > 0
            ? steps - used
            : throw new RequestInvalidException(
                FormattableString.Invariant(
                    $"{steps} steps at strength {strength} leave int({steps} x {strength}) = 0 steps to take"
                )
            );
    }
}
