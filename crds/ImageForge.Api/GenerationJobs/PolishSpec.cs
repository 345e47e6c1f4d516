using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>How the picture is rendered from the prompt and the composed layout.</summary>
[Rule(
    "!has(self.workflow) || (has(self.backend) && self.backend == 'ComfyUI')",
    "workflow needs backend ComfyUI",
    FieldPath = ".workflow"
)]
public sealed record PolishSpec
{
    /// <summary>What renders. Without it, the operator's default.</summary>
    public PolishBackend? Backend { get; init; }

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
    /// How far the result may depart from the composed layout or the source: "0" changes nothing, "1" everything.
    /// </summary>
    [Decimal(0, 1)]
    public string? Strength { get; init; }

    /// <summary>How closely the result follows the prompt (guidance scale). Without it, as the model asks for.</summary>
    [Decimal(0, 30)]
    public string? Guidance { get; init; }

    /// <summary>Sampler of a diffusion model. Without it, the model's own.</summary>
    public Scheduler? Scheduler { get; init; }

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

    /// <summary>How long one variant may take, such as "5m". Without it, the operator's default.</summary>
    [Duration]
    public string? Timeout { get; init; }
}
