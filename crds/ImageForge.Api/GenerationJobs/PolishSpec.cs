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
    /// How far the result may differ from its start image (the composed layout, a reference image or the source):
    /// near 0 hardly at all, 1 completely. steps times strength, rounded down, is the number of steps that run, and
    /// must be at least 1. Defaults to 0.6, or to 1 with a mask.
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

/// <summary>A model: by URI for local back ends, by name for services.</summary>
[Rule("has(self.uri) != has(self.name)", "exactly one of uri and name must be set")]
[Rule("!has(self.secretRef) || has(self.uri)", "secretRef requires uri", FieldPath = ".secretRef")]
[Rule(
    "!has(self.endpoint) || (has(self.uri) && self.uri.startsWith('s3://'))",
    "endpoint requires an s3:// uri",
    FieldPath = ".endpoint"
)]
[Rule(
    "!has(self.region) || (has(self.uri) && self.uri.startsWith('s3://'))",
    "region requires an s3:// uri",
    FieldPath = ".region"
)]
public sealed record ModelSpec
{
    /// <summary>
    /// Directory or file of the model: "s3://bucket/prefix", "pvc://claim/path" (a PersistentVolumeClaim in the same
    /// namespace) or "file:///path" inside the runner pod, if the operator allows it. For backend Onnx, a directory as
    /// exported by optimum, with model_index.json; for OnnxStyle, a file. Local back ends do not support https and
    /// http.
    /// </summary>
    [Text(1024, 6, Pattern = "^(https?|s3|file|pvc)://[^\\s]+$")]
    public string? Uri { get; init; }

    /// <summary>Name of the model at a service, or of a model configured by the administrator.</summary>
    [Text(253, 1)]
    public string? Name { get; init; }

    /// <summary>S3 endpoint. Defaults to that of the job's store if it is in S3, else Amazon S3.</summary>
    [Text(1024, 8, Pattern = "^https?://[^\\s]+$")]
    public string? Endpoint { get; init; }

    /// <summary>Region of the bucket. Defaults to that of the job's store if it is in S3.</summary>
    [Text(63, 1)]
    public string? Region { get; init; }

    /// <summary>
    /// Secret with the credentials for an s3 uri: keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Only the runner
    /// reads it, never the operator. Defaults to the credentials of the job's store.
    /// </summary>
    public SecretReference? SecretRef { get; init; }

    /// <summary>
    /// Digest of the model, as "sha256:" and 64 hexadecimal digits; a model with another digest is rejected. That of a
    /// file is the SHA-256 of its bytes. That of a directory is the SHA-256 of a list of the files that are read
    /// (networks and their data, .json and .txt), in the byte order of their paths, each on a line as sha256sum prints
    /// it: digest, two spaces, path below the directory.
    /// </summary>
    [Text(71, 71, Pattern = "^sha256:[0-9a-f]{64}$")]
    public string? Digest { get; init; }
}

/// <summary>A ControlNet input that guides structure or colour.</summary>
/// <param name="Weight">How strongly it steers.</param>
public sealed record ControlSpec([Decimal(0, 1)] double Weight = 0.8)
{
    /// <summary>Type of the control.</summary>
    public required ControlType Type { get; init; }

    /// <summary>
    /// The control image: any image for Canny, whose edges are detected; a control map for other types. Only optional
    /// for Canny, which defaults to the composed layout.
    /// </summary>
    public ImageSource? Image { get; init; }

    /// <summary>
    /// The ControlNet of a local back end, if it is not in the directory controlnet of the model itself. It is read
    /// with the credentials of polish.model.
    /// </summary>
    public ModelSpec? Model { get; init; }
}

/// <summary>An image that guides the result.</summary>
/// <param name="Weight">How strongly. Of an image that a local back end starts from, polish.strength says it.</param>
public sealed record GuidanceImage([Decimal(0, 1)] double Weight = 0.8)
{
    /// <summary>Role of the image.</summary>
    public required GuidanceRole Role { get; init; }

    /// <summary>The image.</summary>
    public required ImageSource Image { get; init; }
}

/// <summary>Role of a guidance image.</summary>
public enum GuidanceRole
{
    /// <summary>Reference for the subject. Backend Onnx starts from this image instead of the composed layout.</summary>
    Reference,

    /// <summary>Reference for the style.</summary>
    Style,

    /// <summary>Reference for textures.</summary>
    Texture,
}
