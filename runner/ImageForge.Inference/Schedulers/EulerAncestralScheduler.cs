namespace ImageForge.Inference.Schedulers;

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
