namespace ImageForge.Inference.Schedulers;

/// <summary>Euler's method on sigmas (arXiv:2206.00364, algorithm 2 without churn).</summary>
internal sealed class EulerScheduler : IScheduler
{
    private readonly EulerSigmas _sigmas;

    public EulerScheduler(SchedulerConfig config)
    {
        var settings = new SettingReader(config, "EulerDiscreteScheduler");
        settings.RefuseTrue(config.UseExponentialSigmas, "use_exponential_sigmas");
        settings.RefuseTrue(config.UseBetaSigmas, "use_beta_sigmas");
        settings.RefuseOther(config.InterpolationType, "linear", "interpolation_type");
        settings.RefuseOther(config.TimestepType, "discrete", "timestep_type");
        settings.Require(config.SigmaMin is null, "sigma_min", config.SigmaMin ?? 0);
        settings.Require(config.SigmaMax is null, "sigma_max", config.SigmaMax ?? 0);
        _sigmas = new EulerSigmas(settings, config.UseKarrasSigmas ?? false, settings.FinalSigmaIsZero);
    }

    public ReadOnlySpan<float> Timesteps => _sigmas.Timesteps;

    public ReadOnlySpan<float> SigmaValues => _sigmas.Values;

    public float InitNoiseSigma => _sigmas.InitNoiseSigma;

    public void SetTimesteps(int steps) => _sigmas.SetTimesteps(steps);

    public void Begin(int index, int length) { }

    public void ScaleModelInput(ReadOnlySpan<float> sample, Span<float> into, int step) =>
        _sigmas.ScaleModelInput(sample, into, step);

    public bool NeedsNoise(int step) => false;

    public void Step(ReadOnlySpan<float> modelOutput, int step, Span<float> sample, ReadOnlySpan<float> noise) =>
        _sigmas.Step(modelOutput, _sigmas.Values[step], _sigmas.Values[step + 1], sample);

    public void AddNoise(ReadOnlySpan<float> original, ReadOnlySpan<float> noise, int step, Span<float> into) =>
        Mixing.Mix(1, original, _sigmas.Values[step], noise, into);
}

/// <summary>Euler's method that goes further down than the next sigma and comes back up with noise.</summary>
internal sealed class EulerAncestralScheduler : IScheduler
{
    private readonly EulerSigmas _sigmas;

    public EulerAncestralScheduler(SchedulerConfig config)
    {
        // What Euler's method knows besides (Karras sigmas, a last sigma above zero), diffusers' class takes no notice of.
        _sigmas = new EulerSigmas(new SettingReader(config, "EulerAncestralDiscreteScheduler"), false, true);
    }

    public ReadOnlySpan<float> Timesteps => _sigmas.Timesteps;

    public ReadOnlySpan<float> SigmaValues => _sigmas.Values;

    public float InitNoiseSigma => _sigmas.InitNoiseSigma;

    public void SetTimesteps(int steps) => _sigmas.SetTimesteps(steps);

    public void Begin(int index, int length) { }

    public void ScaleModelInput(ReadOnlySpan<float> sample, Span<float> into, int step) =>
        _sigmas.ScaleModelInput(sample, into, step);

    /// <summary>The last draw is multiplied by zero; diffusers draws it too.</summary>
    public bool NeedsNoise(int step) => true;

    public void Step(ReadOnlySpan<float> modelOutput, int step, Span<float> sample, ReadOnlySpan<float> noise)
    {
        float from = _sigmas.Values[step];
        float to = _sigmas.Values[step + 1];
        // In float32 as torch does it: where a run begins at a sigma of thousands, what that rounds off shows.
        float square = to * to;
        float up = MathF.Sqrt(square * ((from * from) - square) / (from * from));
        float down = MathF.Sqrt(Math.Max(square - (up * up), 0));
        _sigmas.Step(modelOutput, from, down, sample);
        Mixing.Mix(1, sample, up, noise, sample);
    }

    public void AddNoise(ReadOnlySpan<float> original, ReadOnlySpan<float> noise, int step, Span<float> into) =>
        Mixing.Mix(1, original, _sigmas.Values[step], noise, into);
}

/// <summary>Timesteps and sigmas of Euler's method, with and without noise.</summary>
internal sealed class EulerSigmas
{
    private readonly NoiseSchedule _schedule;
    private readonly TimestepSpacing _spacing;
    private readonly int _offset;
    private readonly bool _isKarras;
    private readonly bool _endsAtZero;

    public EulerSigmas(SettingReader settings, bool isKarras, bool endsAtZero)
    {
        _schedule = NoiseSchedule.OfSigmas(settings);
        Prediction = settings.Prediction;
        _spacing = settings.Spacing(TimestepSpacing.Linspace);
        _offset = settings.StepsOffset;
        _isKarras = isKarras;
        _endsAtZero = endsAtZero;
    }

    public PredictionType Prediction { get; }

    public float[] Timesteps { get; private set; } = [];

    /// <summary>One more than timesteps.</summary>
    public float[] Values { get; private set; } = [];

    /// <summary>What noise of a deviation of 1 is multiplied by: with leading spacing the start still has the picture's own part.</summary>
    public float InitNoiseSigma =>
        _spacing == TimestepSpacing.Leading ? MathF.Sqrt((Values.Max() * Values.Max()) + 1) : Values.Max();

    public void SetTimesteps(int steps)
    {
        int count = _schedule.Count;
        Spacing.Check(steps, count);
        Timesteps = _spacing switch
        {
            TimestepSpacing.Leading => Spacing.Leading(steps, count / steps, _offset),
            TimestepSpacing.Trailing => Spacing.Trailing(steps, count, count),
            _ => Array.ConvertAll(Spacing.Linspace(steps, count - 1), t => (float)t),
        };
        Spacing.CheckTimesteps(Timesteps, count);
        double[] sigmas = Array.ConvertAll(Timesteps, t => Sigmas.At(_schedule.Sigmas, t));
        if (_isKarras)
        {
            sigmas = Sigmas.Karras(sigmas[0], sigmas[^1], steps);
            float[] logarithms = Sigmas.Logarithms(_schedule.Sigmas);
            Timesteps = Array.ConvertAll(sigmas, s => (float)Sigmas.TimestepOf(s, logarithms));
        }

        float last = _endsAtZero ? 0 : _schedule.Sigmas[0];
        Values = [.. Array.ConvertAll(sigmas, s => (float)s), last];
    }

    /// <summary>x / √(σ² + 1).</summary>
    public void ScaleModelInput(ReadOnlySpan<float> sample, Span<float> into, int step)
    {
        float sigma = Values[step];
        float scale = MathF.Sqrt((sigma * sigma) + 1);
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = sample[i] / scale;
        }
    }

    /// <summary>Follows the line from the sample through the predicted picture from one sigma to another.</summary>
    public void Step(ReadOnlySpan<float> modelOutput, float sigma, float next, Span<float> sample)
    {
        float way = next - sigma;
        float square = (sigma * sigma) + 1;
        float output = -sigma / MathF.Sqrt(square);
        bool isVelocity = Prediction == PredictionType.VPrediction;
        modelOutput = modelOutput[..sample.Length];
        for (int i = 0; i < sample.Length; i++)
        {
            float x = sample[i];
            float original = isVelocity ? (modelOutput[i] * output) + (x / square) : x - (sigma * modelOutput[i]);
            sample[i] = x + ((x - original) / sigma * way);
        }
    }
}
