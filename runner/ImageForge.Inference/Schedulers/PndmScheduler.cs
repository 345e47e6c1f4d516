namespace ImageForge.Inference.Schedulers;

/// <summary>
/// Pseudo numerical methods for diffusion (arXiv:2202.09778): the linear multistep half, which Stable Diffusion uses. Its first
/// step is taken twice, the second time with the mean of both predictions from where the first one began.
/// </summary>
internal sealed class PndmScheduler : IScheduler
{
    private const int Order = 4;

    private readonly NoiseSchedule _schedule;
    private readonly PredictionType _prediction;
    private readonly TimestepSpacing _spacing;
    private readonly int _offset;
    private readonly float _finalAlpha;
    private readonly float[][] _outputs =
    [
        [],
        [],
        [],
        [],
    ];
    private float[] _start = [];
    private float[] _timesteps = [];
    private int _stride;
    private int _begin;

    public PndmScheduler(SchedulerConfig config)
    {
        // diffusers' class has no such setting and takes no notice of it.
        var settings = new SettingReader(config with { RescaleBetasZeroSnr = null }, "PNDMScheduler");
        if (config.SkipPrkSteps is not true)
        {
            throw settings.Refusal("skip_prk_steps", "false");
        }

        _schedule = NoiseSchedule.OfAlphas(settings);
        _prediction = settings.Prediction;
        _spacing = settings.Spacing(TimestepSpacing.Leading);
        _offset = settings.StepsOffset;
        _finalAlpha = config.SetAlphaToOne ?? false ? 1 : _schedule.AlphasCumprod[0];
    }

    public ReadOnlySpan<float> Timesteps => _timesteps;

    public float InitNoiseSigma => 1;

    public void SetTimesteps(int steps)
    {
        float[] once = Spacing.OfAlphas(_spacing, steps, _schedule.Count, _offset);
        _timesteps = steps == 1 ? once : [once[0], once[1], .. once[1..]];
        _stride = _schedule.Count / steps;
    }

    public void Begin(int index, int length)
    {
        _begin = index;
        if (_start.Length != length)
        {
            _start = new float[length];
        }

        for (int i = 0; i < Order; i++)
        {
            // Those of a run before count nothing, and must not: they may have been infinite.
            _outputs[i] = _outputs[i].Length == length ? _outputs[i] : new float[length];
            Array.Clear(_outputs[i]);
        }
    }

    public void ScaleModelInput(ReadOnlySpan<float> sample, Span<float> into, int step) => sample.CopyTo(into);

    public bool NeedsNoise(int step) => false;

    public void Step(ReadOnlySpan<float> modelOutput, int step, Span<float> sample, ReadOnlySpan<float> noise)
    {
        int timestep = (int)_timesteps[step];
        int call = step - _begin;
        if (call == 1)
        {
            // Also where a start image left the doubled timestep behind: diffusers counts calls, not timesteps.
            _start.CopyTo(sample);
            Move(modelOutput, 0, new Weights(1, 1, 0, 0, 2), timestep + _stride, timestep, sample);
            return;
        }

        if (call == 0)
        {
            sample.CopyTo(_start);
        }

        // The second call's prediction is not kept.
        int kept = Math.Max(call - 1, 0);
        Weights weights = call switch
        {
            0 => new Weights(1, 0, 0, 0, 1),
            2 => new Weights(3, -1, 0, 0, 2),
            3 => new Weights(23, -16, 5, 0, 12),
            _ => new Weights(55, -59, 37, -9, 24),
        };
        Move(modelOutput, kept - 1, weights, timestep, timestep - _stride, sample);
        modelOutput.CopyTo(_outputs[kept % Order]);
    }

    public void AddNoise(ReadOnlySpan<float> original, ReadOnlySpan<float> noise, int step, Span<float> into) =>
        Mixing.AddNoise(_schedule.AlphasCumprod[(int)_timesteps[step]], original, noise, into);

    /// <summary>Formula 9 of the paper with the predictions weighted together, of which <paramref name="last"/> is the last kept.</summary>
    private void Move(
        ReadOnlySpan<float> modelOutput,
        int last,
        Weights weights,
        int timestep,
        int previousTimestep,
        Span<float> sample
    )
    {
        double alpha = _schedule.AlphasCumprod[timestep];
        double previous = previousTimestep >= 0 ? _schedule.AlphasCumprod[previousTimestep] : _finalAlpha;
        float keep = (float)Math.Sqrt(previous / alpha);
        double below = (alpha * Math.Sqrt(1 - previous)) + Math.Sqrt(alpha * (1 - alpha) * previous);
        float add = (float)((alpha - previous) / below);
        float rootAlpha = (float)Math.Sqrt(alpha);
        float rootBeta = (float)Math.Sqrt(1 - alpha);
        bool isVelocity = _prediction == PredictionType.VPrediction;
        ReadOnlySpan<float> before1 = Kept(last, sample.Length);
        ReadOnlySpan<float> before2 = Kept(last - 1, sample.Length);
        ReadOnlySpan<float> before3 = Kept(last - 2, sample.Length);
        modelOutput = modelOutput[..sample.Length];
        for (int i = 0; i < sample.Length; i++)
        {
            float output =
                (
                    (weights.Now * modelOutput[i])
                    + (weights.Before1 * before1[i])
                    + (weights.Before2 * before2[i])
                    + (weights.Before3 * before3[i])
                ) / weights.Sum;
            float epsilon = isVelocity ? (rootAlpha * output) + (rootBeta * sample[i]) : output;
            sample[i] = (keep * sample[i]) + (add * epsilon);
        }
    }

    private ReadOnlySpan<float> Kept(int index, int length) => _outputs[(index + Order) % Order].AsSpan(0, length);

    /// <summary>Of an Adams-Bashforth step: the predictions' weights, from the newest, and what they are divided by.</summary>
    private readonly record struct Weights(float Now, float Before1, float Before2, float Before3, float Sum);
}
