using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Schedulers;

/// <summary>Multistep consistency sampling of latent consistency models (arXiv:2310.04378, algorithm 3).</summary>
internal sealed class LcmScheduler : IScheduler
{
    private const double DataVariance = 0.25;

    private readonly NoiseSchedule _schedule;
    private readonly PredictionType _prediction;
    private readonly float _clip;
    private readonly double _timestepScaling;
    private readonly int _originalSteps;
    private float[] _timesteps = [];

    public LcmScheduler(SchedulerConfig config)
    {
        var settings = new SettingReader(
            config with
            {
                BetaStart = config.BetaStart ?? 0.00085,
                BetaEnd = config.BetaEnd ?? 0.012,
                BetaSchedule = config.BetaSchedule ?? "scaled_linear",
            },
            "LCMScheduler"
        );
        _schedule = NoiseSchedule.OfAlphas(settings);
        _prediction = settings.Prediction;
        _clip = settings.ClipRange(byDefault: false);
        _timestepScaling = config.TimestepScaling ?? 10;
        _originalSteps = config.OriginalInferenceSteps ?? 50;
        settings.Require(_timestepScaling > 0, "timestep_scaling", _timestepScaling);
        settings.Require(
            _originalSteps >= 1 && _originalSteps <= _schedule.Count,
            "original_inference_steps",
            _originalSteps
        );
    }

    public ReadOnlySpan<float> Timesteps => _timesteps;

    public float InitNoiseSigma => 1;

    public void SetTimesteps(int steps) => SetTimesteps(steps, 1);

    /// <summary>
    /// Lays out all steps over the last part of the schedule, as the image-to-image pipeline of latent consistency models does;
    /// the general one cuts a schedule of strength 1 (<see cref="Strength.StartIndex"/>).
    /// </summary>
    /// <param name="steps">Denoising steps, all of which are taken.</param>
    /// <param name="strength">Above 0, to 1.</param>
    /// <exception cref="RequestInvalidException">The part has fewer timesteps than that.</exception>
    public void SetTimesteps(int steps, double strength)
    {
        int originals = (int)(_originalSteps * strength);
        if (steps < 1 || steps > originals)
        {
            throw new RequestInvalidException(
                FormattableString.Invariant(
                    $"{steps} steps at strength {strength}: the LCM scheduler has 1 to int({_originalSteps} x {strength}) = {originals}"
                )
            );
        }

        int stride = _schedule.Count / _originalSteps;
        double skip = (double)originals / steps;
        _timesteps = new float[steps];
        for (int i = 0; i < steps; i++)
        {
            _timesteps[i] = ((originals - (int)(i * skip)) * stride) - 1;
        }
    }

    public void Begin(int index, int length) { }

    public void ScaleModelInput(ReadOnlySpan<float> sample, Span<float> into, int step) => sample.CopyTo(into);

    public bool NeedsNoise(int step) => step < _timesteps.Length - 1;

    public void Step(ReadOnlySpan<float> modelOutput, int step, Span<float> sample, ReadOnlySpan<float> noise)
    {
        int timestep = (int)_timesteps[step];
        float alpha = _schedule.AlphasCumprod[timestep];
        float rootAlpha = MathF.Sqrt(alpha);
        float rootBeta = MathF.Sqrt(1 - alpha);
        double scaled = timestep * _timestepScaling;
        float keep = (float)(DataVariance / ((scaled * scaled) + DataVariance));
        float take = (float)(scaled / Math.Sqrt((scaled * scaled) + DataVariance));
        bool isVelocity = _prediction == PredictionType.VPrediction;
        modelOutput = modelOutput[..sample.Length];
        for (int i = 0; i < sample.Length; i++)
        {
            float x = sample[i];
            float original = isVelocity
                ? (rootAlpha * x) - (rootBeta * modelOutput[i])
                : (x - (rootBeta * modelOutput[i])) / rootAlpha;
            sample[i] = (take * Math.Clamp(original, -_clip, _clip)) + (keep * x);
        }

        if (NeedsNoise(step))
        {
            AddNoise(sample, noise, step + 1, sample);
        }
    }

    public void AddNoise(ReadOnlySpan<float> original, ReadOnlySpan<float> noise, int step, Span<float> into) =>
        Mixing.AddNoise(_schedule.AlphasCumprod[(int)_timesteps[step]], original, noise, into);
}
