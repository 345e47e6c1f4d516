using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Pods;

namespace ImageForge.Planning.Polish.OnnxStyle;

/// <summary>Networks from image to image, such as styles and upscalers, with ONNX Runtime.</summary>
internal sealed class OnnxStyleBackend : IBackend
{
    private const long GiB = 1024L * 1024 * 1024;

    public PolishBackend Name => PolishBackend.OnnxStyle;

    public string Title => "backend OnnxStyle";

    public bool HasQuality => false;

    public IReadOnlyList<PolishField> Fields { get; } = [PolishField.Model, new("network", p => p.Network is not null)];

    public IEnumerable<string?> Rules(GenerationJobSpec spec, PromptPlan? prompt) =>
        [
            Backends.HasStart(spec)
                ? null
                : $"spec.polish.backend OnnxStyle requires an input image: set {Backends.Starts}.",
        ];

    public PolishPlan Resolve(PolishPlan plan, PolishContext context) =>
        plan with
        {
            Model = context.Model(),
            // Explicit defaults do not change the plan.
            Network = context.Spec.Polish!.Network == new NetworkSpec() ? null : context.Spec.Polish.Network,
        };

    public StageMemory Memory(GenerateWork work, long atOnce) => new(0, GiB / 2, 2 * GiB);
}
