using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Pods;

namespace ImageForge.Planning.Polish;

/// <summary>A back end of polish as the operator sees it. All methods are pure.</summary>
internal interface IBackend
{
    /// <summary>Its name in spec.polish.backend.</summary>
    PolishBackend Name { get; }

    /// <summary>What its own fields apply to, for messages.</summary>
    string Title { get; }

    /// <summary>Whether spec.quality has an effect.</summary>
    bool HasQuality { get; }

    /// <summary>The fields of spec.polish that not every back end has.</summary>
    IReadOnlyList<PolishField> Fields { get; }

    /// <summary>Violations of its rules; null for a rule that holds.</summary>
    /// <param name="spec">A job with this back end, and with fields that apply to it only.</param>
    /// <param name="prompt">The effective prompt.</param>
    IEnumerable<string?> Rules(GenerationJobSpec spec, PromptPlan? prompt);

    /// <summary>Adds its fields to the plan.</summary>
    /// <param name="plan">The plan with the fields that every back end has.</param>
    /// <param name="context">Resolves images and models, and collects problems.</param>
    PolishPlan Resolve(PolishPlan plan, PolishContext context);

    /// <summary>Memory of the pod besides that of the pictures that every back end has.</summary>
    /// <param name="work">What is made.</param>
    /// <param name="atOnce">Pixels that are rendered at once.</param>
    StageMemory Memory(GenerateWork work, long atOnce);
}
