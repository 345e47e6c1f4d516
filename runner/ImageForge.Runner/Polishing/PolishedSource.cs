using System.Globalization;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Pixels;
using ImageForge.Inference.Errors;
using ImageForge.Runner.Composing;
using ImageForge.Runner.Models;
using ImageForge.Scenes;

namespace ImageForge.Runner.Polishing;

/// <summary>Renders the variants of a job with a model: from the prompt, the composed layout or a picture of the user's.</summary>
internal sealed class PolishedSource : IPictureSource
{
    // Shares of progress: of fetching models where that was not done before, and of composing a start.
    private const double FetchingShare = 0.1;
    private const double ComposingShare = 0.1;
    private const long MostBatchPixels = 4L * 1024 * 1024;

    private readonly RunContext context;
    private readonly GenerateWork work;
    private readonly PolishPlan plan;
    private readonly PictureEncoder encoder;
    private readonly Func<IProgress<PictureProgress>, CancellationToken, IPolisher> load;
    private readonly Compositor compositor = new();
    private IPolisher? polisher;

    private PolishedSource(
        RunContext context,
        GenerateWork work,
        PictureEncoder encoder,
        Func<IProgress<PictureProgress>, CancellationToken, IPolisher> load
    )
    {
        (this.context, this.work, this.encoder, this.load) = (context, work, encoder, load);
        plan = work.Polish!;
    }

    /// <summary>Fetches the models; they are loaded when the first picture is made.</summary>
    public static async Task<IPictureSource> CreateAsync(
        RunContext context,
        GenerateWork work,
        PictureEncoder encoder,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var reports = new ModelReports(context.Progress, 0, FetchingShare);
            var paths = await ModelPaths
                .FetchAsync(work, context.Models, reports, cancellationToken)
                .ConfigureAwait(false);
            return new PolishedSource(
                context,
                work,
                encoder,
                (progress, token) => Load(context, work, paths, progress, token)
            );
        }
        catch (ModelUnusableException e) when (Delivers(work))
        {
            return new PolishedSource(context, work, encoder, (_, _) => throw new ModelUnusableException(e.Message, e));
        }
    }

    /// <inheritdoc />
    /// <remarks>
    /// Follows from the plan and the kind of device alone: what else is in a batch may change a picture's last bits, so the
    /// same ones must always be in it. A processor gains nothing from batches.
    /// </remarks>
    public int Batch =>
        context.Kit!.Device.Provider == nameof(ExecutionProvider.Cpu) || plan.Controls is { Count: > 0 }
            ? 1
            : (int)Math.Clamp(MostBatchPixels / ((long)work.Width * work.Height), 1, work.Variants);

    /// <inheritdoc />
    public IReadOnlyList<EncodedPicture> Make(
        IReadOnlyList<int> variants,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        Exception? broken = null;
        try
        {
            polisher ??= RunTelemetry.Load(plan, () => load(progress, cancellationToken));
        }
        catch (Exception e) when (Delivers(work) && IsFailure(e))
        {
            broken = e;
        }

        var layouts = new Composition?[variants.Count];
        try
        {
            for (var i = 0; i < layouts.Length; i++)
            {
                layouts[i] = Compose(variants[i], progress, cancellationToken);
            }

            return Make(variants, layouts, broken, new Rendering(progress), cancellationToken);
        }
        finally
        {
            foreach (var layout in layouts)
            {
                layout?.Dispose();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => polisher?.Dispose();

    private EncodedPicture[] Make(
        IReadOnlyList<int> variants,
        Composition?[] layouts,
        Exception? broken,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<Warning> warnings = polisher?.Warnings ?? [];
        IReadOnlyList<PixelBuffer>? rendered = null;
        try
        {
            rendered = broken is null ? Render(variants, layouts, progress, cancellationToken) : null;
        }
        catch (Exception e) when (Delivers(work) && IsFailure(e))
        {
            broken = e;
        }

        if (rendered is null)
        {
            rendered = [.. layouts.Select(l => CoverFit.Resize(l!.Image, work.Width, work.Height))];
            warnings = [.. warnings, .. variants.Select(v => Replaced(v, broken!))];
        }

        try
        {
            return [.. variants.Select((variant, i) => Encode(variant, rendered[i], layouts[i], warnings))];
        }
        finally
        {
            foreach (var picture in rendered)
            {
                picture.Dispose();
            }
        }
    }

    private static Warning Replaced(int variant, Exception failure) =>
        new(
            Warning.DeliveredComposed,
            $"image {variant + 1} is the composed layout, polishing failed: {failure.Message}"
        );

    private IReadOnlyList<PixelBuffer> Render(
        IReadOnlyList<int> variants,
        Composition?[] layouts,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        using var initial = plan.Init is { } init ? Fit(context.Images.Require(init)) : null;
        PolishInput[] inputs =
        [
            .. variants.Zip(
                layouts,
                (variant, layout) => new PolishInput(unchecked(work.Seed + variant), initial ?? layout?.Image)
            ),
        ];
        return RunTelemetry.Polish(work, inputs.Length, () => Polish(inputs, progress, cancellationToken));
    }

    private IReadOnlyList<PixelBuffer> Polish(
        PolishInput[] inputs,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        if (context.Plan.Delivery.PolishSeconds is not { } seconds)
        {
            return polisher!.Polish(inputs, progress, cancellationToken);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit.Seconds((double)seconds * inputs.Length));
        try
        {
            return polisher!.Polish(inputs, progress, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PolishTimeoutException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"polishing exceeded spec.polish.timeout, {seconds} s per image; raise it, or lower spec.polish.steps or spec.size"
                )
            );
        }
    }

    private EncodedPicture Encode(
        int variant,
        PixelBuffer picture,
        Composition? layout,
        IReadOnlyList<Warning> warnings
    )
    {
        layout?.LayTop(picture);
        return new(
            // Networks give what a display shows, whatever the format holds.
            encoder.Encode(picture, unchecked(work.Seed + variant), derived: true),
            picture.Width,
            picture.Height,
            [.. (layout?.Hitboxes ?? []).Select(SceneSource.Describe)]
        )
        {
            Warnings = warnings,
        };
    }

    private Composition? Compose(int variant, IProgress<PictureProgress> progress, CancellationToken cancellationToken)
    {
        if (work.Compose is not { } scene)
        {
            return null;
        }

        var (width, height) = polisher?.StartSize ?? (work.Width, work.Height);
        var sized = work with { Width = width, Height = height };
        return RunTelemetry.Compose(() =>
            compositor.Render(
                SceneReader.Read(sized, scene, variant, context.Images) with
                {
                    HoldsTop = true,
                },
                new ComposingProgress(progress, 0, ComposingShare),
                cancellationToken
            )
        );
    }

    private PixelBuffer Fit(PixelBuffer picture)
    {
        var (width, height) = polisher!.StartSize;
        return CoverFit.Resize(picture, width, height);
    }

    private static IPolisher Load(
        RunContext context,
        GenerateWork work,
        ModelPaths paths,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    ) =>
        work.Polish!.Backend == PolishBackend.OnnxStyle
            ? new NetworkPolisher(work, context.Kit!, paths, progress, cancellationToken)
            : new DiffusionPolisher(work, context.Images, context.Kit!, paths, progress, cancellationToken);

    private static bool Delivers(GenerateWork work) =>
        work is { Polish.OnFailure: PolishFailurePolicy.DeliverComposed, Compose: not null };

    private static bool IsFailure(Exception e) =>
        e is InferenceException or PolishTimeoutException or ModelUnusableException;

    private sealed class Rendering(IProgress<PictureProgress> sink) : IProgress<PictureProgress>
    {
        public void Report(PictureProgress value) =>
            sink.Report(value with { Share = ComposingShare + (1 - ComposingShare) * value.Share });
    }
}
