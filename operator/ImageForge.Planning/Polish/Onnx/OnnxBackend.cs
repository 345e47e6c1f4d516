using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polish.Onnx;

/// <summary>Diffusion models with ONNX Runtime.</summary>
internal sealed class OnnxBackend : IBackend
{
    private const double DefaultStrength = 0.6;
    private const int LatentBlock = 8;
    private const long GiB = 1024L * 1024 * 1024;

    // Latents, noise and the scheduler's history: 8 sets of 4 floats for 64 pixels.
    private const long BytesOfLatents = 2;

    // Float weights of Stable Diffusion 2 and XL, and what attention takes of one picture, up to a bound.
    private const long ModelRequest = 2 * GiB;
    private const long ModelLimit = 14 * GiB;
    private const long MostAttention = 16 * GiB;
    private const long ControlLimit = 2 * GiB;

    public PolishBackend Name => PolishBackend.Onnx;

    public string Title => "diffusion models (backend Onnx)";

    public bool HasQuality => true;

    public IReadOnlyList<PolishField> Fields { get; } =
    [
        PolishField.Model,
        new("steps", p => p.Steps is not null),
        new("strength", p => p.Strength is not null),
        new("guidance", p => p.Guidance is not null),
        new("scheduler", p => p.Scheduler is not null),
        new("controls", p => p.Controls is { Count: > 0 }),
        new("mask", p => p.Mask is not null),
        new("longPrompts", p => p.LongPrompts is not null),
        new("promptWeights", p => p.PromptWeights is not null),
    ];

    public IEnumerable<string?> Rules(GenerationJobSpec spec, PromptPlan? prompt)
    {
        var polish = spec.Polish!;
        var hasStart = Backends.HasStart(spec);
        var (width, height) = Sizes.Of(spec.Size);
        return
        [
            width % LatentBlock != 0 || height % LatentBlock != 0
                ? $"spec.size {width}x{height}: width and height must be divisible by {LatentBlock} for diffusion models; use {Nearest(width)}x{Nearest(height)}."
                : null,
            spec.Prompt?.Structured is not null
                ? "spec.prompt.structured is not supported by backend Onnx; use spec.prompt.text."
                : null,
            !hasStart && prompt is not { Text.Length: > 0 }
                ? "spec.prompt.text is required without spec.compose."
                : null,
            !hasStart && polish.Strength is not null
                ? $"spec.polish.strength requires an input image: set {Backends.Starts}, or remove it."
                : null,
            !hasStart && polish.Mask is not null
                ? $"spec.polish.mask requires an input image: set {Backends.Starts}, or remove it."
                : null,
        ];
    }

    public PolishPlan Resolve(PolishPlan plan, PolishContext context)
    {
        var polish = context.Spec.Polish!;
        var strength = Strength(context);
        return plan with
        {
            Model = context.Model(),
            Quality = polish.Steps is null && context.Spec.Quality != Quality.Medium ? context.Spec.Quality : null,
            Steps = polish.Steps,
            Strength = strength,
            Guidance = polish.Guidance,
            Scheduler = polish.Scheduler,
            Controls = ControlResolver.Resolve(context),
            Mask = polish.Mask is { } mask ? context.Image(mask, "spec.polish.mask") : null,
            LongPrompts = polish.LongPrompts == LongPromptHandling.Chunk ? LongPromptHandling.Chunk : null,
            PromptWeights = polish.PromptWeights == true ? true : null,
        };
    }

    public StageMemory Memory(GenerateWork work, long atOnce)
    {
        // Scores of each token against each, of 8 heads, with and without the prompt, in floats.
        var tokens = (long)work.Width * work.Height / 64;
        var attention = Math.Min(64 * tokens * tokens, MostAttention);
        var controls = work.Polish!.Controls?.Count ?? 0;
        return new(atOnce * BytesOfLatents, ModelRequest, ModelLimit + attention + (controls * ControlLimit));
    }

    private static double? Strength(PolishContext context)
    {
        if (!Backends.HasStart(context.Spec))
        {
            return null;
        }

        var polish = context.Spec.Polish!;
        var strength = polish.Strength ?? (polish.Mask is null ? DefaultStrength : 1);
        if (StepCount.Problem(polish.Steps, strength) is { } noSteps)
        {
            context.Add(noSteps);
        }

        return strength;
    }

    private static int Nearest(int side) => (side + (LatentBlock / 2)) / LatentBlock * LatentBlock;
}
