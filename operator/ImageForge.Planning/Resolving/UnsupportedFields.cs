using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Polishing;

namespace ImageForge.Planning.Resolving;

/// <summary>
/// The one table of what the schema has and this version does not carry out. A job that asks for any of it is refused: silently
/// leaving something out would be a wrong picture.
/// </summary>
internal static class UnsupportedFields
{
    private const string NoService = "no service is asked to render yet";
    private const string NoCache =
        "results are not looked up in a cache yet; remove it or set spec.cache.policy to None";

    // What the API server fills in.
    private const double UsualWeight = 0.8;

    public static IReadOnlyList<UnsupportedField<GenerationJobSpec>> All { get; } =
    [
        new("mode", s => s.Mode != GenerationMode.Generate, "only the mode Generate is carried out yet"),
        new("source", s => s.Source is not null, "only the mode Generate is carried out yet; remove it"),
        new("discard", s => s.Discard is { Count: > 0 }, "images are not deleted from the store yet; remove it"),
        new("prompt.enhance", s => s.Prompt?.Enhance is { Enabled: true }, "prompts are not enriched yet; remove it"),
        new(
            "quality",
            s => s.Quality != Quality.Medium && s.Polish?.Backend != PolishBackend.Onnx,
            "Low and High choose the steps of spec.polish.backend Onnx, and nothing else yet"
        ),
        new(
            "priority",
            s => s.Priority != JobPriority.Normal,
            "jobs are not ranked by the operator yet; use spec.runner.priorityClassName"
        ),
        .. Compose,
        .. Polish,
        .. Evaluate,
        .. Output,
        new("cache.policy", s => s.Cache is { Policy: not CachePolicy.None }, NoCache),
        new("cache.ttl", s => s.Cache?.Ttl is not null, NoCache),
    ];

    private static UnsupportedField<GenerationJobSpec>[] Compose =>
        [
            new(
                "compose.vibe",
                s => s.Compose?.Vibe is not null,
                "the cache policy Vibe is not carried out yet; remove it"
            ),
        ];

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
                NoService + "; credentials of a model are spec.polish.model.secretRef"
            ),
            new("polish.workflow", s => s.Polish?.Workflow is not null, NoService + "; remove it"),
            new(
                "polish.guidanceImages.role",
                s => s.Polish?.GuidanceImages?.Any(g => g.Role != GuidanceRole.Reference) == true,
                "only images with the role Reference are carried out yet, which a picture starts from"
            ),
            new(
                "polish.guidanceImages.weight",
                s => s.Polish?.GuidanceImages?.Any(g => g.Weight != UsualWeight) == true,
                "spec.polish.strength says how far a picture departs from what it starts from; leave the weight out"
            ),
        ];

    private static UnsupportedField<GenerationJobSpec>[] Evaluate =>
        [
            new(
                "evaluate.metrics.name",
                s => s.Evaluate?.Metrics?.Any(m => !Metrics.IsStatistic(m.Name)) == true,
                $"only these scores are computed yet: {Metrics.Names}"
            ),
            new(
                "evaluate.metrics.reference",
                s => s.Evaluate?.Metrics?.Any(m => m.Reference is not null) == true,
                "images are not compared yet; remove it"
            ),
            new(
                "evaluate.metrics.minimum",
                s => s.Evaluate?.Metrics?.Any(m => m.Minimum is not null) == true,
                "scores are reported in the manifest and not judged yet; remove it"
            ),
            new(
                "evaluate.select",
                s => s.Evaluate?.Select is not null,
                "the primary image is the first variant; remove it and choose by the manifest's scores"
            ),
            new(
                "evaluate.safety.moderatePrompt",
                s => s.Evaluate?.Safety?.ModeratePrompt == true,
                "prompts are not moderated yet; remove it"
            ),
            new(
                "evaluate.safety.scanImages",
                s => s.Evaluate?.Safety?.ScanImages == true,
                "images are not scanned yet; remove it"
            ),
            new(
                "evaluate.images",
                s => s.Evaluate?.Images is { Count: > 0 },
                "images that exist are not scored yet; remove it"
            ),
        ];

    private static UnsupportedField<GenerationJobSpec>[] Output =>
        [
            new(
                "output.thumbnailSize",
                s => s.Output?.ThumbnailSize is not null,
                "thumbnails are not made yet; remove it"
            ),
            new("output.presign", s => s.Output?.Presign is not null, "addresses are not signed yet; remove it"),
            new(
                "output.deletionPolicy",
                s => s.Output is { DeletionPolicy: not ArtifactDeletionPolicy.Retain },
                "artifacts outlive their job; set it to Retain"
            ),
            new("output.generateOnly", s => s.Output?.GenerateOnly == true, "images are always stored; remove it"),
        ];

    /// <summary>The first field that the spec asks for in vain, or null.</summary>
    public static Problem? Find(GenerationJobSpec spec) => All.FirstOrDefault(field => field.IsSet(spec))?.Refusal();
}
