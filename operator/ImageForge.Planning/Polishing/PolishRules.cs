using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polishing;

/// <summary>What a job must have for a local back end to render, and must not contradict.</summary>
internal static class PolishRules
{
    private const int LatentBlock = 8;

    /// <summary>The first that is broken, or null.</summary>
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
                ? $"spec.polish.guidanceImages has {polish.GuidanceImages.Count} images with the role Reference, and a picture starts from one; remove the others."
                : null,
            isDiffusion && (width % LatentBlock != 0 || height % LatentBlock != 0)
                ? $"spec.size {width}x{height}: a diffusion model makes pictures whose sides are divisible by {LatentBlock}; use {Nearest(width)}x{Nearest(height)}."
                : null,
            isDiffusion && spec.Prompt?.Structured is not null
                ? "spec.prompt.structured is for services that read FIBO documents; backend Onnx takes words: give spec.prompt.text."
                : null,
            !isDiffusion && !hasStart
                ? $"spec.polish.backend OnnxStyle changes a picture; give it one: {Starts}."
                : null,
            !hasStart && prompt is not { Text.Length: > 0 }
                ? "spec.prompt.text is missing: without spec.compose, the picture is rendered from the prompt alone."
                : null,
            !hasStart && polish.Strength is not null
                ? $"spec.polish.strength is how far a picture departs from what it starts from; give {Starts}, or remove it."
                : null,
            !hasStart && polish.Mask is not null
                ? $"spec.polish.mask says which part of a picture is painted anew; give {Starts}, or remove it."
                : null,
            spec.Compose is null ? NeedsLayout(spec) : null,
            polish.Timeout is { } timeout && DurationText.Parse(timeout) <= TimeSpan.Zero
                ? $"spec.polish.timeout '{timeout}' leaves no time; give at least 1s."
                : null,
        ];
        return Array.Find(broken, b => b is not null) is { } message ? new(Reasons.InvalidSpec, message) : null;
    }

    // What is applied while composing would silently be missing.
    private static string? NeedsLayout(GenerationJobSpec spec) =>
        spec.Polish!.OnFailure == PolishFailurePolicy.DeliverComposed
            ? "spec.polish.onFailure DeliverComposed needs spec.compose: without it there is no layout to deliver."
        : spec.Polish.Camera is not null
            ? "spec.polish.camera is carried out while composing; add spec.compose, or say it in the prompt."
        : StyleMerger.Merge(spec.Style, null) is not null
            ? "spec.style is carried out while composing; add spec.compose, or say it in the prompt."
        : null;

    private static int Nearest(int side) => (side + (LatentBlock / 2)) / LatentBlock * LatentBlock;
}
