using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polishing;

/// <summary>Validates a job with a local back end.</summary>
internal static class PolishRules
{
    private const int LatentBlock = 8;

    /// <summary>The first violation, or null.</summary>
    /// <param name="spec">A job with a local back end.</param>
    /// <param name="prompt">Its effective prompt.</param>
    public static Problem? Validate(GenerationJobSpec spec, PromptPlan? prompt)
    {
        var polish = spec.Polish!;
        var isDiffusion = polish.Backend == PolishBackend.Onnx;
        var hasStart = spec.Compose is not null || polish.GuidanceImages is { Count: > 0 };
        const string Starts = "spec.compose or a guidance image with the role Reference";
        var (width, height) = Sizes.Of(spec.Size);
        string?[] broken =
        [
            polish.GuidanceImages is { Count: > 1 }
                ? $"spec.polish.guidanceImages: at most one image with role Reference is supported, found {polish.GuidanceImages.Count}; remove the others."
                : null,
            isDiffusion && (width % LatentBlock != 0 || height % LatentBlock != 0)
                ? $"spec.size {width}x{height}: width and height must be divisible by {LatentBlock} for diffusion models; use {Nearest(width)}x{Nearest(height)}."
                : null,
            isDiffusion && spec.Prompt?.Structured is not null
                ? "spec.prompt.structured is not supported by backend Onnx; use spec.prompt.text."
                : null,
            !isDiffusion && !hasStart ? $"spec.polish.backend OnnxStyle requires an input image: set {Starts}." : null,
            !hasStart && prompt is not { Text.Length: > 0 }
                ? "spec.prompt.text is required without spec.compose."
                : null,
            !hasStart && polish.Strength is not null
                ? $"spec.polish.strength requires an input image: set {Starts}, or remove it."
                : null,
            !hasStart && polish.Mask is not null
                ? $"spec.polish.mask requires an input image: set {Starts}, or remove it."
                : null,
            spec.Compose is null ? NeedsLayout(spec) : null,
            polish.Timeout is { } timeout && DurationText.Parse(timeout) <= TimeSpan.Zero
                ? $"spec.polish.timeout '{timeout}' must be greater than 0, such as 1s."
                : null,
        ];
        return Array.Find(broken, b => b is not null) is { } message ? new(Reasons.InvalidSpec, message) : null;
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

    private static int Nearest(int side) => (side + (LatentBlock / 2)) / LatentBlock * LatentBlock;
}
