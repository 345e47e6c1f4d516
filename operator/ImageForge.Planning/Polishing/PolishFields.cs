using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polishing;

/// <summary>Validates which fields are set for which back end; a field without effect is rejected.</summary>
internal static class PolishFields
{
    private static readonly (string Name, Func<PolishSpec, bool> IsSet)[] OfAnyBackend =
    [
        ("model", p => p.Model is not null),
        ("provider", p => p.Provider is not null),
        ("guidanceImages", p => p.GuidanceImages is { Count: > 0 }),
        ("onFailure", p => p.OnFailure != PolishFailurePolicy.Fail),
        ("timeout", p => p.Timeout is not null),
    ];

    private static readonly (string Name, Func<PolishSpec, bool> IsSet)[] OfDiffusion =
    [
        ("steps", p => p.Steps is not null),
        ("strength", p => p.Strength is not null),
        ("guidance", p => p.Guidance is not null),
        ("scheduler", p => p.Scheduler is not null),
        ("controls", p => p.Controls is { Count: > 0 }),
        ("mask", p => p.Mask is not null),
        ("longPrompts", p => p.LongPrompts is not null),
        ("promptWeights", p => p.PromptWeights is not null),
    ];

    private static readonly (string Name, Func<PolishSpec, bool> IsSet)[] OfNetworks =
    [
        ("network", p => p.Network is not null),
    ];

    /// <summary>The first field that does not apply to the back end, or null.</summary>
    public static Problem? Validate(PolishSpec polish) =>
        polish.Backend switch
        {
            PolishBackend.Onnx => First(polish, OfNetworks, "applies to backend OnnxStyle only; remove it"),
            PolishBackend.OnnxStyle => First(
                polish,
                OfDiffusion,
                "applies to diffusion models (backend Onnx) only; remove it"
            ),
            null or PolishBackend.None => First(
                polish,
                [.. OfAnyBackend, .. OfDiffusion, .. OfNetworks],
                "has no effect without spec.polish.backend, such as Onnx"
            ),
            _ => null,
        };

    private static Problem? First(
        PolishSpec polish,
        IEnumerable<(string Name, Func<PolishSpec, bool> IsSet)> fields,
        string why
    ) =>
        fields.FirstOrDefault(f => f.IsSet(polish)).Name is { } name
            ? new(Reasons.InvalidSpec, $"spec.polish.{name} {why}.")
            : null;
}
