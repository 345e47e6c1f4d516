using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>What a GenerationJob asks for. Only suspend, cancel, discard and cleanup can be changed later.</summary>
/// <param name="Variants">How many images to make of the same specification, each with a seed of its own.</param>
[ImmutableExcept("suspend", "cancel", "discard", "cleanup")]
[Rule(
    "has(self.prompt) || has(self.compose) || has(self.source) || (has(self.evaluate) && has(self.evaluate.images))",
    "one of prompt, compose, source and evaluate.images must be set"
)]
[Rule("self.mode == 'Generate' || has(self.source)", "every mode but Generate needs a source", FieldPath = ".source")]
[Rule("self.mode != 'Generate' || !has(self.source)", "source needs another mode than Generate", FieldPath = ".source")]
public sealed record GenerationJobSpec(int Variants = 1) : GenerationSettings(Variants)
{
    /// <summary>What to make.</summary>
    public GenerationMode Mode { get; init; }

    /// <summary>What the picture shows, in words. May be left out when something is composed.</summary>
    public PromptSpec? Prompt { get; init; }

    /// <summary>The image that Refine, Inspire or Import starts from.</summary>
    public SourceSpec? Source { get; init; }

    /// <summary>
    /// Holds the job: no pod is started, and a running one is stopped. Set it to false to go on; finished variants are
    /// kept.
    /// </summary>
    public bool Suspend { get; init; }

    /// <summary>Ends the job as Cancelled. This cannot be undone.</summary>
    [Rule("self || !oldSelf", "cancel cannot be undone")]
    public bool Cancel { get; init; }

    /// <summary>Variants whose images are deleted from the store, counted from 0. What they were stays in the manifest.</summary>
    [List(10, Set = true), Number(0, 9)]
    public IReadOnlyList<int>? Discard { get; init; }

    /// <summary>What is deleted some time after the end.</summary>
    public CleanupSpec? Cleanup { get; init; }
}
