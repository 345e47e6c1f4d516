namespace ImageForge.Inference.Schedulers;

/// <summary>Denoising diffusion implicit models (arXiv:2010.02502), formulas 12 and 16.</summary>
internal sealed class DdimScheduler : IScheduler
{
    private readonly NoiseSchedule _schedule;
    private readonly PredictionType _prediction;
    private readonly TimestepSpacing _spacing;
    private readonly int _offset;
    private readonly float _finalAlpha;
    private readonly float _clip;
    private readonly double _eta;
    private float[] _timesteps = [];
    private int _stride;

    /// <param name="config">The model's settings.</param>
    /// <param name="eta">Share of noise that is put back at each step: 0 none, 1 as much as DDPM does.</param>
    public DdimScheduler(SchedulerConfig config, double eta = 0)
    {
        var settings = new SettingReader(config, "DDIMScheduler");
        _schedule = NoiseSchedule.OfAlphas(settings);
        _prediction = settings.Prediction;
        _spacing = settings.Spacing(TimestepSpacing.Leading);
        _offset = settings.StepsOffset;
        _finalAlpha = config.SetAlphaToOne ?? true ? 1 : _schedule.AlphasCumprod[0];
        _clip = settings.ClipRange(byDefault: true);
        _eta = eta;
    }

    public ReadOnlySpan<float> Timesteps => _timesteps;

    public float InitNoiseSigma => 1;

    public void SetTimesteps(int steps)
    {
        _timesteps = Spacing.OfAlphas(_spacing, steps, _schedule.Count, _offset);
        _stride = _schedule.Count / steps;
    }

    public void Begin(int index, int length) { }

    public void ScaleModelInput(ReadOnlySpan<float> sample, Span<float> into, int step) => sample.CopyTo(into);

    public bool NeedsNoise(int step) => _eta > 0;

    public void Step(ReadOnlySpan<float> modelOutput, int step, Span<float> sample, ReadOnlySpan<float> noise)
    {
        int timestep = (int)_timesteps[step];
        float alpha = _schedule.AlphasCumprod[timestep];
        float previous = timestep >= _stride ? _schedule.AlphasCumprod[timestep - _stride] : _finalAlpha;
        double variance = (1.0 - previous) / (1.0 - alpha) * (1 - ((double)alpha / previous));
        double deviation = _eta * Math.Sqrt(Math.Max(variance, 0));
        float rootAlpha = MathF.Sqrt(alpha);
        float rootBeta = MathF.Sqrt(1 - alpha);
        float rootPrevious = MathF.Sqrt(previous);
        float direction = (float)Math.Sqrt(Math.Max(1.0 - previous - (deviation * deviation), 0));
        bool isVelocity = _prediction == PredictionType.VPrediction;
        modelOutput = modelOutput[..sample.Length];
        for (int i = 0; i < sample.Length; i++)
        {
            float x = sample[i];
            float output = modelOutput[i];
            float original = isVelocity ? (rootAlpha * x) - (rootBeta * output) : (x - (rootBeta * output)) / rootAlpha;
            float epsilon = isVelocity ? (rootAlpha * output) + (rootBeta * x) : output;
            sample[i] = (rootPrevious * Math.Clamp(original, -_clip, _clip)) + (direction * epsilon);
        }

        if (_eta > 0)
        {
            Mixing.Mix(1, sample, (float)deviation, noise, sample);
        }
    }

    public void AddNoise(ReadOnlySpan<float> original, ReadOnlySpan<float> noise, int step, Span<float> into) =>
        Mixing.AddNoise(_schedule.AlphasCumprod[(int)_timesteps[step]], original, noise, into);
}
