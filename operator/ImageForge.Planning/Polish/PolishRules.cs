using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Compose;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polish;

/// <summary>Validates a job with a back end.</summary>
internal static class PolishRules
{
    /// <summary>The first violation, or null.</summary>
    /// <param name="backend">The back end.</param>
    /// <param name="spec">The job.</param>
    /// <param name="prompt">Its effective prompt.</param>
    public static Problem? Validate(IBackend backend, GenerationJobSpec spec, PromptPlan? prompt)
    {
        var polish = spec.Polish!;
        IEnumerable<string?> broken =
        [
            polish.GuidanceImages is { Count: > 1 }
                ? $"spec.polish.guidanceImages: at most one image with role Reference is supported, found {polish.GuidanceImages.Count}; remove the others."
                : null,
            .. backend.Rules(spec, prompt),
            spec.Compose is null ? NeedsLayout(spec) : null,
            polish.Timeout is { } timeout && DurationText.Parse(timeout) <= TimeSpan.Zero
                ? $"spec.polish.timeout '{timeout}' must be greater than 0, such as 1s."
                : null,
        ];
        return broken.FirstOrDefault(b => b is not null) is { } message ? new(Reasons.InvalidSpec, message) : null;
    }

    // Settings applied while composing would be ignored silently.
    private static string? NeedsLayout(GenerationJobSpec spec) =>
        spec.Polish!.OnFailure == PolishFailurePolicy.DeliverComposed
            ? "spec.polish.onFailure DeliverComposed requires spec.compose: there is no composed layout to deliver."
        : spec.Polish.Camera is not null
            ? "spec.polish.camera is applied while composing; add spec.compose, or describe it in the prompt."
        : StyleMerger.Merge(spec.Style, null) is not null
            ? "spec.style is applied while composing; add spec.compose, or describe it in the prompt."
        : null;
}
