using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Polishing;

namespace ImageForge.Planning.Resolving;

/// <summary>
/// Fields that are in the schema but not supported in this version. A job that sets one is rejected: ignoring it would
/// produce a wrong image.
/// </summary>
internal static class UnsupportedFields
{
    private const string NoService = "remote services are not implemented";
    private const string NoCache = "caching is not implemented; remove it or set spec.cache.policy to None";

    // The schema default.
    private const double UsualWeight = 0.8;

    public static IReadOnlyList<UnsupportedField<GenerationJobSpec>> All { get; } =
    [
        new("mode", s => s.Mode != GenerationMode.Generate, "only Generate is supported"),
        new("source", s => s.Source is not null, "only mode Generate is supported; remove it"),
        new("discard", s => s.Discard is { Count: > 0 }, "images cannot be deleted from the store; remove it"),
        new(
            "prompt.enhance",
            s => s.Prompt?.Enhance is { Enabled: true },
            "prompt enhancement is not implemented; remove it"
        ),
        new(
            "quality",
            s => s.Quality != Quality.Medium && s.Polish?.Backend != PolishBackend.Onnx,
            "Low and High apply to spec.polish.backend Onnx only; use Medium"
        ),
        new(
            "priority",
            s => s.Priority != JobPriority.Normal,
            "the operator does not order jobs; use spec.runner.priorityClassName"
        ),
        .. Compose,
        .. Polish,
        .. Evaluate,
        .. Output,
        new("cache.policy", s => s.Cache is { Policy: not CachePolicy.None }, NoCache),
        new("cache.ttl", s => s.Cache?.Ttl is not null, NoCache),
    ];

    private static UnsupportedField<GenerationJobSpec>[] Compose =>
        [new("compose.vibe", s => s.Compose?.Vibe is not null, "cache policy Vibe is not implemented; remove it")];

    private static UnsupportedField<GenerationJobSpec>[] Polish =>
        [
            new(
                "polish.backend",
                s => LocalBackends.Renders(s.Polish) && !LocalBackends.Has(s.Polish!.Backend),
                NoService + "; use Onnx or OnnxStyle, or remove it"
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
                s => s.Polish?.GuidanceImages?.Any(g => g.Weight != UsualWeight) == true,
                "remove it and use spec.polish.strength"
            ),
        ];

    private static UnsupportedField<GenerationJobSpec>[] Evaluate =>
        [
            new(
                "evaluate.metrics.name",
                s => s.Evaluate?.Metrics?.Any(m => !Metrics.IsStatistic(m.Name)) == true,
                $"supported scores are {Metrics.Names}"
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

    private static UnsupportedField<GenerationJobSpec>[] Output =>
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

    /// <summary>The first unsupported field that is set, or null.</summary>
    public static Problem? Find(GenerationJobSpec spec) => All.FirstOrDefault(field => field.IsSet(spec))?.Refusal();
}
