using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Polish;

/// <summary>Renders the images with one of the <see cref="Backends"/>.</summary>
internal sealed class PolishStage : IStage, IPictureStage, IDeliveryStage, IPodStage, IStatusStage
{
    private const string NoService = "remote services are not implemented";

    // The schema default.
    private const double DefaultWeight = 0.8;

    private const long MostPixelsAtOnce = 4L * 1024 * 1024;

    // Layout, start and result: 3 pictures of 4 floats a pixel.
    private const long BytesOfPixel = 48;

    public IReadOnlyList<UnsupportedField<GenerationJobSpec>> Unsupported { get; } =
    [
        new(
            "quality",
            s => s.Quality != Quality.Medium && Backends.Of(s.Polish) is not { HasQuality: true },
            $"Low and High apply to spec.polish.backend {Backends.Names(b => b.HasQuality)} only; use Medium"
        ),
        new(
            "polish.backend",
            s => Backends.IsSet(s.Polish) && Backends.Of(s.Polish) is null,
            $"{NoService}; use {Backends.Names(_ => true)}, or remove it"
        ),
        new("polish.endpoint", s => s.Polish?.Endpoint is not null, NoService + "; remove it"),
        new(
            "polish.secretRef",
            s => s.Polish?.SecretRef is not null,
            NoService + "; for the credentials of a model use spec.polish.model.secretRef"
        ),
        new("polish.workflow", s => s.Polish?.Workflow is not null, NoService + "; remove it"),
        new(
            "polish.guidanceImages.role",
            s => s.Polish?.GuidanceImages?.Any(g => g.Role != GuidanceRole.Reference) == true,
            "only role Reference is supported"
        ),
        new(
            "polish.guidanceImages.weight",
            s => s.Polish?.GuidanceImages?.Any(g => g.Weight != DefaultWeight) == true,
            "remove it and use spec.polish.strength"
        ),
    ];

    public string Fields => "spec.polish.backend and spec.polish.model";

    public bool MakesPictures(GenerationJobSpec spec) => Backends.IsSet(spec.Polish);

    public (GenerateWork Work, Problem? Problem) Resolve(GenerateWork work, StageContext context)
    {
        var (polish, problem) = PolishResolver.Resolve(context, work.Prompt);
        return (work with { Polish = polish }, problem);
    }

    public (DeliveryPlan Delivery, Problem? Problem) Deliver(RunPlan plan, GenerationJob job) =>
        (PolishDelivery.With(plan.Delivery, job.Spec), null);

    // On a GPU and without controls, as many variants are rendered at once as make so many pixels, at least one.
    public StageMemory Memory(GenerateWork work, GenerationJobSpec spec, int variants)
    {
        if (work.Polish is not { } polish)
        {
            return default;
        }

        var pixels = (long)work.Width * work.Height;
        var count =
            PolishDelivery.WantsGpu(spec) && polish.Controls is null
                ? Math.Clamp(MostPixelsAtOnce / pixels, 1, variants)
                : 1;
        var own = Backends.Of(spec.Polish)!.Memory(work, count * pixels);
        return own with { Pictures = (count * pixels * BytesOfPixel) + own.Pictures };
    }

    public string? ModelSecret(GenerationJobSpec spec) =>
        Backends.Of(spec.Polish) is null ? null : spec.Polish!.Model?.SecretRef?.Name;

    public bool Concerns(Warning warning) =>
        warning.Subject.StartsWith(Warning.Polish, StringComparison.Ordinal)
        || warning.Subject.StartsWith(Warning.Prompt, StringComparison.Ordinal);

    public string? FailedCondition(string reason) =>
        reason is Reasons.ModelUnusable or Reasons.GpuMissing or Reasons.PolishFailed ? Conditions.Polished : null;

    public (GenerationJobStatus Status, IReadOnlyList<PlannedEvent> Events) Completed(
        StageResult result,
        GenerationJobStatus status,
        ConditionSet conditions
    ) =>
        (
            status with
            {
                Device = PolishStatus.Device(result.Message),
            },
            result.Plan.Work is GenerateWork { Polish: not null } ? PolishStatus.Conclude(result, conditions) : []
        );
}
