using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>How the picture is rendered from the prompt and the composed layout.</summary>
[Rule(
    "!has(self.workflow) || (has(self.backend) && self.backend == 'ComfyUI')",
    "workflow needs backend ComfyUI",
    FieldPath = ".workflow"
)]
[Rule(
    "!has(self.network) || (has(self.backend) && self.backend == 'OnnxStyle')",
    "network needs backend OnnxStyle",
    FieldPath = ".network"
)]
[Rule(
    "!has(self.provider) || (has(self.backend) && self.backend in ['Onnx', 'OnnxStyle'])",
    "provider needs backend Onnx or OnnxStyle",
    FieldPath = ".provider"
)]
[Rule(
    "!has(self.mask) || (has(self.backend) && !(self.backend in ['None', 'OnnxStyle']))",
    "mask needs a backend that paints parts of a picture, such as Onnx",
    FieldPath = ".mask"
)]
[Rule(
    "!has(self.longPrompts) || (has(self.backend) && self.backend == 'Onnx')",
    "longPrompts needs backend Onnx",
    FieldPath = ".longPrompts"
)]
[Rule(
    "!has(self.promptWeights) || (has(self.backend) && self.backend == 'Onnx')",
    "promptWeights needs backend Onnx",
    FieldPath = ".promptWeights"
)]
public sealed record PolishSpec
{
    /// <summary>What renders. Without it, nothing does: the composed picture is the result.</summary>
    public PolishBackend? Backend { get; init; }

    /// <summary>
    /// What the model of a local back end runs on. It does not change which picture is wanted; what really ran is in
    /// status.device. Without it, Auto.
    /// </summary>
    public ExecutionProvider? Provider { get; init; }

    /// <summary>The model that a local back end loads or a service is asked for.</summary>
    public ModelSpec? Model { get; init; }

    /// <summary>Base URL of the service. Without it, the operator's default for the back end.</summary>
    [Text(1024, 8, Pattern = "^https?://[^\\s]+$")]
    public string? Endpoint { get; init; }

    /// <summary>Secret key with the API key of the service. The runner reads it, the operator never does.</summary>
    public SecretKeyReference? SecretRef { get; init; }

    /// <summary>Number of denoising steps. Without it, as many as model and quality ask for.</summary>
    [Number(1, 150)]
    public int? Steps { get; init; }

    /// <summary>
    /// How far the result may depart from what it starts from (the composed layout, a reference image or the source): close
    /// to 0 hardly at all, 1 altogether. The share of steps that is carried out, rounded down; there must be one. Without
    /// it, 0.6, or 1 below a mask.
    /// </summary>
    [Decimal(0, 1)]
    public double? Strength { get; init; }

    /// <summary>
    /// How closely the result follows the prompt (guidance scale); up to 1, the negative prompt has no effect and each step
    /// takes half the time. Without it, as the model asks for.
    /// </summary>
    [Decimal(0, 30)]
    public double? Guidance { get; init; }

    /// <summary>Sampler of a diffusion model. Without it, the model's own.</summary>
    public Scheduler? Scheduler { get; init; }

    /// <summary>
    /// What is painted anew: where this image is white; where it is black, what the picture starts from is kept. It is
    /// stretched over the picture. Without it, everything is painted anew.
    /// </summary>
    public ImageSource? Mask { get; init; }

    /// <summary>What becomes of a prompt that is longer than the model's window. Without it, Truncate.</summary>
    public LongPromptHandling? LongPrompts { get; init; }

    /// <summary>
    /// True weighs words of the prompts: "(word:1.2)" more, "(word:0.8)" less, "(word)" 1.1 times, "[word]" by 1/1.1. Without
    /// it, brackets are text.
    /// </summary>
    public bool? PromptWeights { get; init; }

    /// <summary>What the network of backend OnnxStyle takes and gives. Without it, NCHW, Unit and RGB.</summary>
    public NetworkSpec? Network { get; init; }

    /// <summary>Images that steer structure or colour (ControlNet).</summary>
    [List(8)]
    public IReadOnlyList<ControlSpec>? Controls { get; init; }

    /// <summary>Images that the result should resemble.</summary>
    [List(8)]
    public IReadOnlyList<GuidanceImage>? GuidanceImages { get; init; }

    /// <summary>Camera, light and composition.</summary>
    public CameraSpec? Camera { get; init; }

    /// <summary>Workflow in ComfyUI's API format. Without it, a built-in one.</summary>
    public ConfigMapKeyReference? Workflow { get; init; }

    /// <summary>What happens when rendering fails for good.</summary>
    public PolishFailurePolicy OnFailure { get; init; }

    /// <summary>
    /// How long one variant may take, such as "5m". Without it, only runner.activeDeadlineSeconds ends a run.
    /// </summary>
    [Duration]
    public string? Timeout { get; init; }
}
