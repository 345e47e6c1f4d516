using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Evaluate;

/// <summary>Scores the images.</summary>
internal sealed class EvaluateStage : IStage
{
    public IReadOnlyList<UnsupportedField<GenerationJobSpec>> Unsupported { get; } =
    [
        new(
            "evaluate.metrics.name",
            s => s.Evaluate?.Metrics?.Any(m => !Metrics.Computed.Contains(m.Name)) == true,
            $"supported scores are {string.Join(", ", Metrics.Computed)}"
        ),
        new(
            "evaluate.metrics.reference",
            s => s.Evaluate?.Metrics?.Any(m => m.Reference is not null) == true,
            "images are not compared; remove it"
        ),
        new(
            "evaluate.metrics.minimum",
            s => s.Evaluate?.Metrics?.Any(m => m.Minimum is not null) == true,
            "scores are only reported in the manifest; remove it"
        ),
        new(
            "evaluate.select",
            s => s.Evaluate?.Select is not null,
            "the first variant is always the primary image; remove it and select by the scores in the manifest"
        ),
        new(
            "evaluate.safety.moderatePrompt",
            s => s.Evaluate?.Safety?.ModeratePrompt == true,
            "prompt moderation is not implemented; remove it"
        ),
        new(
            "evaluate.safety.scanImages",
            s => s.Evaluate?.Safety?.ScanImages == true,
            "image scanning is not implemented; remove it"
        ),
        new(
            "evaluate.images",
            s => s.Evaluate?.Images is { Count: > 0 },
            "scoring of existing images is not implemented; remove it"
        ),
    ];

    public (GenerateWork Work, Problem? Problem) Resolve(GenerateWork work, StageContext context) =>
        (work with { Metrics = [.. (context.Spec.Evaluate?.Metrics ?? []).Select(m => m.Name)] }, null);
}
