using ImageForge.Inference.Errors;
using ImageForge.Inference.Schedulers;

namespace ImageForge.Inference.Pipelines;

/// <summary>
/// Makes pictures with a diffusion model, as diffusers' pipelines do: from a text, from a picture, or within a mask of a picture.
/// The same request gives the same pictures, on one thread or many, for a provider and build.
/// </summary>
/// <param name="model">The model.</param>
public sealed class DiffusionPipeline(DiffusionModel model)
{
    /// <summary>Widths and heights are multiples of this.</summary>
    public const int SizeStep = 8;

    /// <summary>Is shown the latents after each step.</summary>
    internal Action<int, ReadOnlySpan<float>>? Trace { get; init; }

    /// <summary>Where noise comes from; absent: the variants' seeds.</summary>
    internal INoiseSource? Noise { get; init; }

    /// <summary>Makes the pictures.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="progress">Is told each step.</param>
    /// <param name="cancellationToken">Stops between two nodes of a network.</param>
    /// <returns>One for each variant, of the request's size.</returns>
    /// <exception cref="RequestInvalidException">The request cannot be run; the message has the numbers.</exception>
    /// <exception cref="ModelInvalidException">The model is not what it should be.</exception>
    /// <exception cref="NumericalException">The model overflows.</exception>
    /// <exception cref="DeviceMemoryException">It takes more memory than there is.</exception>
    public IReadOnlyList<PlanarImage> Run(
        DiffusionRequest request,
        IProgress<DiffusionStep>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var texts = model.Prompts.Read(request, IsGuided(request), cancellationToken);
        return Run(request, texts, progress, cancellationToken);
    }

    /// <summary>Makes the pictures of texts that are encoded already.</summary>
    internal IReadOnlyList<PlanarImage> Run(
        DiffusionRequest request,
        PromptPair texts,
        IProgress<DiffusionStep>? progress,
        CancellationToken cancellationToken
    )
    {
        RequestChecks.Check(request, model.Folder);
        var latent = new PlaneSize(
            model.Folder.Vae.LatentChannels,
            request.Height / model.Folder.Factor,
            request.Width / model.Folder.Factor
        );
        var scheduler = SchedulerFactory.Create(model.Folder.Scheduler, request.Scheduler);
        var from = LayOut(scheduler, request);
        var count = request.Variants.Count;
        scheduler.Begin(from, count * latent.Length);
        var noise = Noise ?? new SeededNoise([.. request.Variants.Select(v => v.Seed)]);
        var start = new StartLatents(model, request, latent, noise).Make(scheduler, from, cancellationToken);
        using var passes = PassSet.Create(model, request, texts, latent, cancellationToken);
        start.SetExtraChannels(passes.All);
        var denoising = new Denoising(
            scheduler,
            passes.All,
            latent,
            count,
            texts.Negative is null ? null : request.Guidance
        )
        {
            Trace = Trace,
            Kept = start.Kept,
        };
        denoising.Run(start.Latents, from, noise, progress, cancellationToken);
        return [.. Enumerable.Range(0, count).Select(v => Decode(start.Latents, v, latent, cancellationToken))];
    }

    /// <summary>Whether there is a pass without the text: not for models that take the scale themselves.</summary>
    public bool IsGuided(DiffusionRequest request) => Guidance.IsOn(request.Guidance) && !model.Unet.TakesScale;

    /// <summary>Lays out the timesteps and says where to begin.</summary>
    private int LayOut(IScheduler scheduler, DiffusionRequest request)
    {
        if (request.Variants[0].Start is null)
        {
            scheduler.SetTimesteps(request.Steps);
            return 0;
        }

        if (model.Unet.TakesScale && scheduler is LcmScheduler consistency)
        {
            // Latent consistency models take all steps, over the part of the schedule that the strength leaves.
            consistency.SetTimesteps(request.Steps, request.Strength);
            return 0;
        }

        scheduler.SetTimesteps(request.Steps);
        return Strength.StartIndex(request.Steps, request.Strength);
    }

    private PlanarImage Decode(float[] latents, int variant, PlaneSize latent, CancellationToken cancellationToken)
    {
        var planes = model.Decoder.Decode(
            latents.AsSpan(variant * latent.Length, latent.Length),
            latent,
            cancellationToken
        );
        var picture = new PlanarImage(latent.Width * model.Folder.Factor, latent.Height * model.Folder.Factor);
        for (var i = 0; i < planes.Length; i++)
        {
            if (!float.IsFinite(planes[i]))
            {
                throw new NumericalException(
                    $"picture {variant + 1} is not finite after decoding: vae_decoder overflows; try an export in single precision"
                );
            }

            picture.Values[i] = Math.Clamp(planes[i] / 2 + 0.5f, 0, 1);
        }

        return picture;
    }
}
