using System.Globalization;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Pixels;
using ImageForge.Inference.Errors;
using ImageForge.Runner.Pictures;

namespace ImageForge.Runner.Polish;

/// <summary>Renders the variants of a job.</summary>
/// <param name="context">The run.</param>
/// <param name="work">What to make.</param>
/// <param name="before">The composed layouts; null if nothing is composed.</param>
/// <param name="load">Loads what renders.</param>
internal sealed class PolishedSource(
    RunContext context,
    GenerateWork work,
    IPictureSource? before,
    Func<IProgress<PictureProgress>, CancellationToken, IPolisher> load
) : IPictureSource
{
    // Share of progress of composing a start.
    private const double ComposingShare = 0.1;
    private const long MostBatchPixels = 4L * 1024 * 1024;

    private readonly PolishPlan _plan = work.Polish!;
    private IPolisher? _polisher;

    /// <inheritdoc />
    /// <remarks>
    /// Follows from the plan and the kind of device alone: what else is in a batch may change a picture's last bits, so the
    /// same ones must always be in it. A processor gains nothing from batches.
    /// </remarks>
    public int Batch =>
        context.Kit?.Device.Provider is null or nameof(ExecutionProvider.Cpu) || _plan.Controls is { Count: > 0 }
            ? 1
            : (int)Math.Clamp(MostBatchPixels / ((long)work.Width * work.Height), 1, work.Variants);

    /// <summary>Whether the composed layout is delivered if rendering fails.</summary>
    public static bool Delivers(GenerateWork work) =>
        work is { Polish.OnFailure: PolishFailurePolicy.DeliverComposed, Compose: not null };

    /// <inheritdoc />
    public IReadOnlyList<Picture> Make(
        PictureRequest request,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        Exception? broken = null;
        try
        {
            _polisher ??= RunTelemetry.Load(_plan, () => load(progress, cancellationToken));
        }
        catch (Exception e) when (Delivers(work) && IsFailure(e))
        {
            broken = e;
        }

        var (width, height) = _polisher?.StartSize ?? (work.Width, work.Height);
        var layouts = before?.Make(
            new(request.Variants, width, height) { HoldsTop = true },
            new PartProgress(progress, 0, ComposingShare),
            cancellationToken
        );
        try
        {
            var rendering = new PartProgress(progress, ComposingShare, 1);
            return Make(request.Variants, layouts, broken, rendering, cancellationToken);
        }
        finally
        {
            foreach (var layout in layouts ?? [])
            {
                layout.Dispose();
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _polisher?.Dispose();
        before?.Dispose();
    }

    private Picture[] Make(
        IReadOnlyList<int> variants,
        IReadOnlyList<Picture>? layouts,
        Exception? broken,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<Warning> warnings = _polisher?.Warnings ?? [];
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
            rendered = [.. layouts!.Select(l => CoverFit.Resize(l.Pixels, work.Width, work.Height))];
            warnings = [.. warnings, .. variants.Select(v => Replaced(v, broken!))];
        }

        for (var i = 0; i < rendered.Count; i++)
        {
            layouts?[i].LayTop(rendered[i]);
        }

        return
        [
            .. rendered.Select(
                (pixels, i) =>
                    new Picture(pixels, layouts?[i].Hitboxes ?? [])
                    {
                        // Networks give what a display shows, whatever the format holds.
                        Derived = true,
                        Warnings = warnings,
                    }
            ),
        ];
    }

    private static Warning Replaced(int variant, Exception failure) =>
        new(
            Warning.DeliveredComposed,
            $"image {variant + 1} is the composed layout, polishing failed: {failure.Message}"
        );

    private IReadOnlyList<PixelBuffer> Render(
        IReadOnlyList<int> variants,
        IReadOnlyList<Picture>? layouts,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        using var initial = _plan.Init is { } init ? Fit(context.Images.Require(init)) : null;
        PolishInput[] inputs =
        [
            .. variants.Select(
                (variant, i) => new PolishInput(unchecked(work.Seed + variant), initial ?? layouts?[i].Pixels)
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
            return _polisher!.Polish(inputs, progress, cancellationToken);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeLimit.Seconds((double)seconds * inputs.Length));
        try
        {
            return _polisher!.Polish(inputs, progress, limit.Token);
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

    private PixelBuffer Fit(PixelBuffer picture)
    {
        var (width, height) = _polisher!.StartSize;
        return CoverFit.Resize(picture, width, height);
    }

    private static bool IsFailure(Exception e) =>
        e is InferenceException or PolishTimeoutException or ModelUnusableException;
}

/// <summary>A model took longer for a picture than it may.</summary>
internal sealed class PolishTimeoutException(string message) : Exception(message);
