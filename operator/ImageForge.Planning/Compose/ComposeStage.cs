using System.Numerics;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Compose;

/// <summary>Composes the images from signals, layers and overlays.</summary>
internal sealed class ComposeStage : IStage, IPictureStage, IDeliveryStage, IPodStage, IStatusStage
{
    // Image, sheet, layers and masks: 4 pooled pictures of 4 floats a pixel.
    private const long BytesOfPixel = 64;

    public IReadOnlyList<UnsupportedField<GenerationJobSpec>> Unsupported { get; } =
    [new("compose.vibe", s => s.Compose?.Vibe is not null, "cache policy Vibe is not implemented; remove it")];

    public string Fields => "spec.compose";

    public bool MakesPictures(GenerationJobSpec spec) => spec.Compose is not null;

    public (GenerateWork Work, Problem? Problem) Resolve(GenerateWork work, StageContext context)
    {
        if (context.Spec.Compose is null)
        {
            return (work, null);
        }

        var (compose, problem) = new ComposeResolver(
            context.Spec,
            context.Profile,
            context.Images,
            context.Defaults.AtmosphereStrategy
        ).Resolve();
        return (work with { Compose = compose }, problem);
    }

    public (DeliveryPlan Delivery, Problem? Problem) Deliver(RunPlan plan, GenerationJob job) =>
        (plan.Delivery with { ReportsHitboxes = job.Spec.Compose?.Hitboxes == HitboxReport.Status }, null);

    public StageMemory Memory(GenerateWork work, GenerationJobSpec spec, int variants) =>
        new(work.Compose is null ? 0 : OfPicture(CanvasPixels(work)));

    /// <summary>Bytes for composing a picture.</summary>
    /// <param name="pixels">Pixels of the canvas.</param>
    public static long OfPicture(long pixels) => BytesOfPixel * Pooled(pixels);

    /// <summary>Bytes or pixels as .NET's pool gives them: the next power of two.</summary>
    public static long Pooled(long count) => (long)BitOperations.RoundUpToPowerOf2((ulong)count);

    // Images of profiles have fields that no other stage knows.
    public bool Concerns(Warning warning) => true;

    public string? FailedCondition(string reason) =>
        reason is Reasons.InputMissing or Reasons.InputUnreadable or Reasons.InputUnavailable
            ? Conditions.Composed
            : null;

    public (GenerationJobStatus Status, IReadOnlyList<PlannedEvent> Events) Completed(
        StageResult result,
        GenerationJobStatus status,
        ConditionSet conditions
    )
    {
        var work = (GenerateWork)result.Plan.Work;
        status = status with { Hitboxes = HitboxWriter.Write(work, result.Message.Boxes) };
        if (work.Compose is null)
        {
            return (status, []);
        }

        if (result.Warnings.Count == 0)
        {
            conditions.Set(Conditions.Composed, true, Reasons.AsExpected, "All overlays and assets were used.");
            return (status, []);
        }

        var what = "Delivered without: " + string.Join("; ", result.Warnings.Select(w => $"{w.Subject}: {w.Message}"));
        conditions.Set(Conditions.Composed, false, Reasons.AssetUnreadable, what);
        return (status, [new(Warning: true, Reasons.AssetUnreadable, Text.Truncate(what, Text.MaxNote))]);
    }

    /// <summary>Pixels of the canvas that is drawn on: a tilted camera needs a canvas larger than the image.</summary>
    private static long CanvasPixels(GenerateWork work)
    {
        double width = work.Width;
        double height = work.Height;
        var (sine, cosine) = (0.2420, 0.9703);
        return (long)
            Math.Ceiling(
                work.Compose!.Camera?.Angle switch
                {
                    CameraAngle.Low => 1.94 * width * height,
                    CameraAngle.High => 1.57 * width * height,
                    CameraAngle.WormsEye => 3.2 * width * height,
                    CameraAngle.BirdsEye => 2.8 * width * height,
                    // At most 14 degrees.
                    CameraAngle.Dutch => ((width * cosine) + (height * sine)) * ((width * sine) + (height * cosine)),
                    _ => width * height,
                }
            );
    }
}
