using ImageForge.Api.Common;

namespace ImageForge.Api.GenerationJobs;

/// <summary>How the image is rendered from the prompt and the composed layout.</summary>
[Rule(
    "!has(self.workflow) || (has(self.backend) && self.backend == 'ComfyUI')",
    "workflow requires backend ComfyUI",
    FieldPath = ".workflow"
)]
[Rule(
    "!has(self.network) || (has(self.backend) && self.backend == 'OnnxStyle')",
    "network requires backend OnnxStyle",
    FieldPath = ".network"
)]
[Rule(
    "!has(self.provider) || (has(self.backend) && self.backend in ['Onnx', 'OnnxStyle'])",
    "provider requires backend Onnx or OnnxStyle",
    FieldPath = ".provider"
)]
[Rule(
    "!has(self.mask) || (has(self.backend) && !(self.backend in ['None', 'OnnxStyle']))",
    "mask requires a backend that supports inpainting, such as Onnx",
    FieldPath = ".mask"
)]
[Rule(
    "!has(self.longPrompts) || (has(self.backend) && self.backend == 'Onnx')",
    "longPrompts requires backend Onnx",
    FieldPath = ".longPrompts"
)]
[Rule(
    "!has(self.promptWeights) || (has(self.backend) && self.backend == 'Onnx')",
    "promptWeights requires backend Onnx",
    FieldPath = ".promptWeights"
)]
public sealed record PolishSpec
{
    /// <summary>Rendering back end. If unset, the composed image is the result.</summary>
    public PolishBackend? Backend { get; init; }

    /// <summary>
    /// Execution provider of a local back end. Not part of the plan hash; the actual device is in
    /// status.device. Defaults to Auto.
    /// </summary>
    public ExecutionProvider? Provider { get; init; }

    /// <summary>Model of the back end.</summary>
    public ModelSpec? Model { get; init; }

    /// <summary>Base URL of the service. Defaults to the operator's default of the back end.</summary>
    [Text(1024, 8, Pattern = "^https?://[^\\s]+$")]
    public string? Endpoint { get; init; }

    /// <summary>Secret key with the API key of the service. Only the runner reads it, never the operator.</summary>
    public SecretKeyReference? SecretRef { get; init; }

    /// <summary>Number of denoising steps. Defaults to a value that depends on model and quality.</summary>
    [Number(1, 150)]
    public int? Steps { get; init; }

    /// <summary>
    /// How far the result may depart from what it starts from (the composed layout, a reference image or the source):
    /// close to 0 hardly at all, 1 altogether. The share of steps that is carried out, rounded down; there must be
    /// one. Without it, 0.6, or 1 below a mask.
    /// </summary>
    [Decimal(0, 1)]
    public double? Strength { get; init; }

    /// <summary>
    /// How closely the result follows the prompt (guidance scale); up to 1, the negative prompt has no effect and
    /// each step takes half the time. Without it, as the model asks for.
    /// </summary>
    [Decimal(0, 30)]
    public double? Guidance { get; init; }

    /// <summary>Scheduler of a diffusion model. Defaults to that of the model.</summary>
    public Scheduler? Scheduler { get; init; }

    /// <summary>
    /// Inpainting mask: white areas are repainted, black areas keep the input image. Stretched to the size of the
    /// image. If unset, everything is repainted.
    /// </summary>
    public ImageSource? Mask { get; init; }

    /// <summary>How prompts longer than the context of the model are handled. Defaults to Truncate.</summary>
    public LongPromptHandling? LongPrompts { get; init; }

    /// <summary>
    /// Enables prompt weights: "(word:1.2)" more, "(word:0.8)" less, "(word)" 1.1 times, "[word]" by 1/1.1. Defaults to
    /// false: brackets are plain text.
    /// </summary>
    public bool? PromptWeights { get; init; }

    /// <summary>Input and output format of the network of backend OnnxStyle. Defaults to NCHW, Unit and RGB.</summary>
    public NetworkSpec? Network { get; init; }

    /// <summary>ControlNet inputs.</summary>
    [List(8)]
    public IReadOnlyList<ControlSpec>? Controls { get; init; }

    /// <summary>Images that guide the result.</summary>
    [List(8)]
    public IReadOnlyList<GuidanceImage>? GuidanceImages { get; init; }

    /// <summary>Camera, light and composition.</summary>
    public CameraSpec? Camera { get; init; }

    /// <summary>Workflow in ComfyUI's API format. Defaults to a built-in one.</summary>
    public ConfigMapKeyReference? Workflow { get; init; }

    /// <summary>What happens if rendering fails after all retries.</summary>
    public PolishFailurePolicy OnFailure { get; init; }

    /// <summary>
    /// Timeout per variant, such as "5m". If unset, only runner.activeDeadlineSeconds applies.
    /// </summary>
    [Duration]
    public string? Timeout { get; init; }
}
