namespace ImageForge.Inference.Schedulers;

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
