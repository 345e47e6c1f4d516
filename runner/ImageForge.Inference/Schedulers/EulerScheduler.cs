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
