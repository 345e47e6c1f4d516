using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Spec of a GenerationJob. Immutable except for suspend, cancel, discard and cleanup.</summary>
/// <param name="Variants">Number of images of the same spec, each with its own seed.</param>
[ImmutableExcept("suspend", "cancel", "discard", "cleanup")]
[Rule(
    "has(self.prompt) || has(self.compose) || has(self.source) || (has(self.evaluate) && has(self.evaluate.images))",
    "one of prompt, compose, source and evaluate.images must be set"
)]
[Rule(
    "self.mode == 'Generate' || has(self.source)",
    "source is required unless mode is Generate",
    FieldPath = ".source"
)]
[Rule(
    "self.mode != 'Generate' || !has(self.source)",
    "source is not allowed with mode Generate",
    FieldPath = ".source"
)]
public sealed record GenerationJobSpec(int Variants = 1) : GenerationSettings(Variants)
{
    /// <summary>What to generate.</summary>
    public GenerationMode Mode { get; init; }

    /// <summary>Prompt. Optional with compose.</summary>
    public PromptSpec? Prompt { get; init; }

    /// <summary>The image that Refine, Inspire or Import starts from.</summary>
    public SourceSpec? Source { get; init; }

    /// <summary>
    /// Suspends the job: no pod is started, and a running one is stopped. Set it to false to resume; finished variants are
    /// kept.
    /// </summary>
    public bool Suspend { get; init; }

    /// <summary>Cancels the job. This cannot be undone.</summary>
    [Rule("self || !oldSelf", "cancel cannot be undone")]
    public bool Cancel { get; init; }

    /// <summary>
    /// Indexes of variants, from 0, whose images are deleted from the store. The manifest still lists them.
    /// </summary>
    [List(10, Set = true), Number(0, 9)]
    public IReadOnlyList<int>? Discard { get; init; }

    /// <summary>
    /// The controller that runs the job, as a domain and a path; imageforge.dev/operator if unset. A job of any other,
    /// such as kueue.x-k8s.io/multikueue, is left alone by the operator: it creates nothing and writes no status.
    /// </summary>
    [Text(
        63,
        3,
        Pattern = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/[-A-Za-z0-9/._~%!$&'()*+,;=:]+$"
    )]
    public string? ManagedBy { get; init; }

    /// <summary>TTL cleanup after the end.</summary>
    public CleanupSpec? Cleanup { get; init; }
}

/// <summary>What to generate.</summary>
public enum GenerationMode
{
    /// <summary>A new image.</summary>
    Generate,

    /// <summary>The source image, changed as instructed.</summary>
    Refine,

    /// <summary>A new image in the style of the source.</summary>
    Inspire,

    /// <summary>The source image as it is: stored and scored like a generated one.</summary>
    Import,
}

/// <summary>The image that Refine, Inspire or Import starts from.</summary>
public sealed record SourceSpec
{
    /// <summary>The image.</summary>
    public required ImageSource Image { get; init; }

    /// <summary>What to change or to keep, such as "make it dusk and light the windows".</summary>
    [Text(500, 5)]
    public string? Instruction { get; init; }
}
