namespace ImageForge.Inference.Schedulers;

/// <summary>
/// Takes noise off a latent, one call of the network after another: <see cref="SetTimesteps"/>, <see cref="Begin"/>, then for
/// each index of <see cref="Timesteps"/> from where it began <see cref="ScaleModelInput"/>, the network, <see cref="Step"/>.
/// Works on any number of latents at once, since it treats every element alike. Not for several threads at once.
/// </summary>
internal interface IScheduler
{
    /// <summary>
    /// The timestep of each call, in the order of the calls. There may be one more than steps: PNDM calls twice for one, and
    /// trailing spacing has one too many at a few step counts, as in diffusers. Whole numbers but for Euler's methods.
    /// </summary>
    ReadOnlySpan<float> Timesteps { get; }

    /// <summary>What unit normal noise is multiplied by to begin from noise alone.</summary>
    float InitNoiseSigma { get; }

    /// <summary>Lays out the timesteps.</summary>
    /// <param name="steps">Denoising steps, from 1.</param>
    /// <exception cref="Errors.RequestInvalidException">There are not as many; the message says how many there are.</exception>
    void SetTimesteps(int steps);

    /// <summary>Begins a run, forgets the one before and takes what memory the steps need.</summary>
    /// <param name="index">Index of the first timestep: 0, or with a start image <see cref="Strength.StartIndex"/>.</param>
    /// <param name="length">Elements of all latents together.</param>
    void Begin(int index, int length);

    /// <summary>Writes what the network is given. May be written in place.</summary>
    /// <param name="sample">The latent.</param>
    /// <param name="into">The network's input.</param>
    /// <param name="step">Index of the timestep.</param>
    void ScaleModelInput(ReadOnlySpan<float> sample, Span<float> into, int step);

    /// <summary>Whether a step needs unit normal noise.</summary>
    bool NeedsNoise(int step);

    /// <summary>Takes one step; nothing is allocated.</summary>
    /// <param name="modelOutput">What the network said.</param>
    /// <param name="step">Index of the timestep: where it began, then one more each time.</param>
    /// <param name="sample">The latent, changed to that of the next timestep.</param>
    /// <param name="noise">Unit normal noise where <see cref="NeedsNoise"/>, else empty.</param>
    void Step(ReadOnlySpan<float> modelOutput, int step, Span<float> sample, ReadOnlySpan<float> noise);

    /// <summary>Adds as much noise to a clean latent as there is at a timestep. May be written in place.</summary>
    /// <param name="original">The clean latent.</param>
    /// <param name="noise">Unit normal noise.</param>
    /// <param name="step">Index of the timestep.</param>
    /// <param name="into">The noisy latent.</param>
    void AddNoise(ReadOnlySpan<float> original, ReadOnlySpan<float> noise, int step, Span<float> into);
}

/// <summary>Sums of latents, element by element and each in the same order of operations.</summary>
internal static class Mixing
{
    /// <summary>a·x + b·y. May be written in place.</summary>
    public static void Mix(float a, ReadOnlySpan<float> x, float b, ReadOnlySpan<float> y, Span<float> into)
    {
        x = x[..into.Length];
        y = y[..into.Length];
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = (a * x[i]) + (b * y[i]);
        }
    }

    /// <summary>√ā·original + √(1−ā)·noise.</summary>
    public static void AddNoise(
        float alpha,
        ReadOnlySpan<float> original,
        ReadOnlySpan<float> noise,
        Span<float> into
    ) => Mix(MathF.Sqrt(alpha), original, MathF.Sqrt(1 - alpha), noise, into);
}
