using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Jobs;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Publish;

/// <summary>Encodes the images and stores them with their manifest.</summary>
internal sealed class PublishStage : IStage, IDeliveryStage, IPodStage, IStatusStage
{
    // The AVIF encoder's pictures, of 8 bits or of more.
    private const long BytesOfAvif = 40;
    private const long BytesOfWideAvif = 56;

    // Finished files that the runner holds.
    private const long MostFiles = 128L * 1024 * 1024;

    public IReadOnlyList<UnsupportedField<GenerationJobSpec>> Unsupported { get; } =
    [
        new(
            "output.thumbnailSize",
            s => s.Output?.ThumbnailSize is not null,
            "thumbnails are not implemented; remove it"
        ),
        new("output.presign", s => s.Output?.Presign is not null, "presigned URLs are not implemented; remove it"),
        new(
            "output.deletionPolicy",
            s => s.Output is { DeletionPolicy: not ArtifactDeletionPolicy.Retain },
            "artifacts are always retained; use Retain"
        ),
        new("output.generateOnly", s => s.Output?.GenerateOnly == true, "images are always stored; remove it"),
    ];

    public (GenerateWork Work, Problem? Problem) Resolve(GenerateWork work, StageContext context) =>
        (work with { Output = OutputFormats.Plan(context.Spec.Output) }, null);

    public (DeliveryPlan Delivery, Problem? Problem) Deliver(RunPlan plan, GenerationJob job) =>
        KeyResolver.Resolve(plan, job);

    // Files that are being written, those that are finished, and what the encoder needs.
    public StageMemory Memory(GenerateWork work, GenerationJobSpec spec, int variants)
    {
        var pixels = (long)work.Width * work.Height;
        var file = pixels * work.Output.BitDepth / 8 * 4;
        var encoding = (work.Output.Format, work.Output.BitDepth) switch
        {
            (ImageFormat.Avif, 8) => pixels * BytesOfAvif,
            (ImageFormat.Avif, _) => pixels * BytesOfWideAvif,
            _ => 0,
        };
        return new(encoding + (2 * file) + Math.Min(variants * file, MostFiles));
    }

    public bool Concerns(Warning warning) => false;

    public string? FailedCondition(string reason) => null;

    public (GenerationJobStatus Status, IReadOnlyList<PlannedEvent> Events) Completed(
        StageResult result,
        GenerationJobStatus status,
        ConditionSet conditions
    )
    {
        var artifacts = ArtifactWriter.Write(result.Plan, result.Message, result.Spec.Output);
        conditions.Set(
            Conditions.Published,
            true,
            Reasons.AsExpected,
            $"{Text.Images(artifacts.Count)} and the manifest are stored."
        );
        return (
            status with
            {
                Artifacts = artifacts,
                PrimaryArtifact = artifacts[0].Key,
                Manifest = ArtifactWriter.Manifest(result.Plan, result.Message, result.Spec.Output),
            },
            []
        );
    }
}
