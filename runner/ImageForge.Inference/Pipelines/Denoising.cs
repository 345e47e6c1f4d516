using ImageForge.Inference.Errors;
using ImageForge.Inference.Schedulers;

namespace ImageForge.Inference.Pipelines;

/// <summary>The loop that takes noise off latents. A step allocates nothing.</summary>
/// <param name="scheduler">Laid out and begun.</param>
/// <param name="passes">One, or with guidance in two passes the one without the text first.</param>
/// <param name="latent">Size of a latent.</param>
/// <param name="variants">How many latents.</param>
/// <param name="guidance">The scale, or null where nothing is guided.</param>
internal sealed class Denoising(
    IScheduler scheduler,
    IReadOnlyList<UnetPass> passes,
    PlaneSize latent,
    int variants,
    float? guidance
)
{
    // An array: going through a list behind an interface allocates at each step.
    private readonly UnetPass[] _passes = [.. passes];
    private readonly float[] _input = new float[variants * latent.Length];
    private readonly float[] _predicted = new float[variants * latent.Length];
    private readonly float[] _unguided = new float[guidance is null ? 0 : variants * latent.Length];
    private readonly float[] _drawn = new float[variants * latent.Length];

    /// <summary>Is shown the latents after each step.</summary>
    public Action<int, ReadOnlySpan<float>>? Trace { get; init; }

    /// <summary>Keeps part of a picture as it was; absent: nothing is kept.</summary>
    public KeptPart? Kept { get; init; }

    /// <summary>Goes through the steps.</summary>
    /// <param name="latents">Noisy at the first timestep, clean at the end.</param>
    /// <param name="from">Index of the first timestep.</param>
    /// <param name="noise">What steps draw from.</param>
    /// <param name="progress">Is told each step.</param>
    /// <param name="cancellationToken">Stops between two nodes of a network.</param>
    /// <exception cref="NumericalException">What came of a step is not finite.</exception>
    public void Run(
        Span<float> latents,
        int from,
        INoiseSource noise,
        IProgress<DiffusionStep>? progress,
        CancellationToken cancellationToken
    )
    {
        var steps = scheduler.Timesteps.Length;
        var draws = 0;
        for (var step = from; step < steps; step++)
        {
            Predict(latents, step, cancellationToken);
            var added = ReadOnlySpan<float>.Empty;
            if (scheduler.NeedsNoise(step))
            {
                Draw(noise, NoiseUse.Step, draws++, _drawn);
                added = _drawn;
            }

            scheduler.Step(_predicted, step, latents, added);
            Kept?.Restore(scheduler, step + 1, latents);
            Check(latents, step - from + 1, steps - from);
            Trace?.Invoke(step - from, latents);
            progress?.Report(new(step - from + 1, steps - from));
        }
    }

    /// <summary>Draws for each variant in turn.</summary>
    public static void Draw(INoiseSource noise, NoiseUse use, int index, Span<float> into, int length, int variants)
    {
        for (var v = 0; v < variants; v++)
        {
            noise.Draw(v, use, index, into.Slice(v * length, length));
        }
    }

    private void Draw(INoiseSource noise, NoiseUse use, int index, Span<float> into) =>
        Draw(noise, use, index, into, latent.Length, variants);

    private void Predict(ReadOnlySpan<float> latents, int step, CancellationToken cancellationToken)
    {
        scheduler.ScaleModelInput(latents, _input, step);
        var timestep = scheduler.Timesteps[step];
        foreach (var pass in _passes)
        {
            pass.Run(_input, timestep, cancellationToken);
        }

        var last = _passes[^1];
        last.Read(last.Rows - variants, _predicted);
        if (guidance is { } scale)
        {
            _passes[0].Read(0, _unguided);
            Guidance.Combine(_unguided, _predicted, scale);
        }
    }

    private void Check(ReadOnlySpan<float> latents, int step, int steps)
    {
        for (var v = 0; v < variants; v++)
        {
            if (!Spans.AreFinite(latents.Slice(v * latent.Length, latent.Length)))
            {
                throw new NumericalException(
                    $"the latents of picture {v + 1} of {variants} are not finite after step {step} of {steps}: the model overflows; try an export in single precision, a lower guidance or another scheduler"
                );
            }
        }
    }
}
