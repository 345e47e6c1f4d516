using ImageForge.Imaging.Pixels;

namespace ImageForge.Inference.Schedulers;

/// <summary>
/// DPM-Solver++ for the predicted picture (arXiv:2211.01095), multistep, of first or second order, midpoint. λ = ln(α/σ) is
/// −ln of the sigma that is tabled here, so that e⁻ʰ is the quotient of two sigmas and a last sigma of zero needs no infinity.
/// </summary>
internal sealed class DpmSolverScheduler : IScheduler
{
    /// <summary>Below it <c>lower_order_final</c> counts.</summary>
    private const int FewSteps = 15;

    private readonly NoiseSchedule _schedule;
    private readonly PredictionType _prediction;
    private readonly TimestepSpacing _spacing;
    private readonly int _offset;
    private readonly int _order;
    private readonly bool _isKarras;
    private readonly bool _endsAtZero;
    private readonly bool _eulerAtFinal;
    private readonly bool _lowerOrderFinal;
    private readonly double _leastLambda;
    private float[] _timesteps = [];
    private float[] _sigmas = [];
    private float[] _picture = [];
    private float[] _pictureBefore = [];
    private int _begin;

    public DpmSolverScheduler(SchedulerConfig config)
    {
        var settings = new SettingReader(config, "DPMSolverMultistepScheduler");
        settings.RefuseTrue(config.Thresholding, "thresholding");
        settings.RefuseTrue(config.UseExponentialSigmas, "use_exponential_sigmas");
        settings.RefuseTrue(config.UseBetaSigmas, "use_beta_sigmas");
        settings.RefuseTrue(config.UseLuLambdas, "use_lu_lambdas");
        settings.RefuseTrue(config.UseFlowSigmas, "use_flow_sigmas");
        settings.Require(config.SolverOrder is null or 1 or 2, "solver_order", config.SolverOrder ?? 0);
        // diffusers takes what its other solvers write into these two for its defaults.
        settings.RefuseOther(
            config.AlgorithmType is "deis" ? null : config.AlgorithmType,
            "dpmsolver++",
            "algorithm_type"
        );
        settings.RefuseOther(
            config.SolverType is "logrho" or "bh1" or "bh2" ? null : config.SolverType,
            "midpoint",
            "solver_type"
        );
        if (config.VarianceType is "learned" or "learned_range")
        {
            throw settings.Refusal("variance_type", config.VarianceType);
        }

        _schedule = NoiseSchedule.OfSigmas(settings);
        _prediction = settings.Prediction;
        _spacing = settings.Spacing(TimestepSpacing.Linspace);
        _offset = settings.StepsOffset;
        _order = config.SolverOrder ?? 2;
        _isKarras = config.UseKarrasSigmas ?? false;
        _endsAtZero = settings.FinalSigmaIsZero;
        _eulerAtFinal = config.EulerAtFinal ?? false;
        _lowerOrderFinal = config.LowerOrderFinal ?? true;
        _leastLambda = config.LambdaMinClipped ?? double.NegativeInfinity;
    }

    public ReadOnlySpan<float> Timesteps => _timesteps;

    /// <summary>One more than timesteps.</summary>
    public ReadOnlySpan<float> SigmaValues => _sigmas;

    public float InitNoiseSigma => 1;

    public void SetTimesteps(int steps)
    {
        Spacing.Check(steps, _schedule.Count);
        double[] sigmas;
        if (_isKarras)
        {
            float[] logarithms = Sigmas.Logarithms(_schedule.Sigmas);
            sigmas = Sigmas.Karras(_schedule.Sigmas[^1], _schedule.Sigmas[0], steps);
            _timesteps = Array.ConvertAll(
                sigmas,
                s => (float)Math.Round(Sigmas.TimestepOf(s, logarithms), MidpointRounding.ToEven)
            );
        }
        else
        {
            // Where λ is clipped, the noisiest timesteps of training are left out.
            int count = _schedule.Sigmas.Count(s => -StableMath.Log(s) >= _leastLambda);
            Spacing.Check(steps, count);
            _timesteps = _spacing switch
            {
                TimestepSpacing.Leading => Spacing.Leading(steps + 1, count / (steps + 1), _offset)[..^1],
                TimestepSpacing.Trailing => Spacing.Trailing(steps, count, _schedule.Count),
                _ => Spacing.RoundedLinspace(steps + 1, count - 1)[..^1],
            };
            Spacing.CheckTimesteps(_timesteps, _schedule.Count);
            sigmas = Array.ConvertAll(_timesteps, t => Sigmas.At(_schedule.Sigmas, t));
        }

        _sigmas = [.. Array.ConvertAll(sigmas, s => (float)s), _endsAtZero ? 0 : _schedule.Sigmas[0]];
    }

    public void Begin(int index, int length)
    {
        _begin = index;
        if (_picture.Length != length)
        {
            _picture = new float[length];
            _pictureBefore = new float[length];
        }
    }

    public void ScaleModelInput(ReadOnlySpan<float> sample, Span<float> into, int step) => sample.CopyTo(into);

    public bool NeedsNoise(int step) => false;

    public void Step(ReadOnlySpan<float> modelOutput, int step, Span<float> sample, ReadOnlySpan<float> noise)
    {
        (_picture, _pictureBefore) = (_pictureBefore, _picture);
        Predict(modelOutput, sample, _sigmas[step]);
        double from = _sigmas[step];
        double to = _sigmas[step + 1];
        double toAlpha = 1 / Math.Sqrt((to * to) + 1);
        double fromAlpha = 1 / Math.Sqrt((from * from) + 1);
        float keep = (float)(to * toAlpha / (from * fromAlpha));
        double add = toAlpha * (1 - (to / from));
        if (_order == 1 || step == _begin || IsFirstOrderAtLast(step))
        {
            Mixing.Mix(keep, sample, (float)add, _picture, sample);
            return;
        }

        // ½·D1 = ½·(m0 − m1)/r with r the step before in λ over this one.
        double quotient = StableMath.Log(_sigmas[step - 1] / from) / StableMath.Log(from / to);
        float half = (float)(add * 0.5 / quotient);
        float whole = (float)add;
        for (int i = 0; i < sample.Length; i++)
        {
            float picture = _picture[i];
            sample[i] = (keep * sample[i]) + (whole * picture) + (half * (picture - _pictureBefore[i]));
        }
    }

    public void AddNoise(ReadOnlySpan<float> original, ReadOnlySpan<float> noise, int step, Span<float> into)
    {
        float sigma = _sigmas[step];
        float alpha = 1 / MathF.Sqrt((sigma * sigma) + 1);
        Mixing.Mix(alpha, original, sigma * alpha, noise, into);
    }

    private bool IsFirstOrderAtLast(int step) =>
        step == _timesteps.Length - 1
        && (_eulerAtFinal || _endsAtZero || (_lowerOrderFinal && _timesteps.Length < FewSteps));

    private void Predict(ReadOnlySpan<float> modelOutput, ReadOnlySpan<float> sample, float sigma)
    {
        float alpha = 1 / MathF.Sqrt((sigma * sigma) + 1);
        float noise = sigma * alpha;
        if (_prediction == PredictionType.VPrediction)
        {
            Mixing.Mix(alpha, sample, -noise, modelOutput, _picture);
            return;
        }

        for (int i = 0; i < sample.Length; i++)
        {
            _picture[i] = (sample[i] - (noise * modelOutput[i])) / alpha;
        }
    }
}
