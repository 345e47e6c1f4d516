using System.Text.Json.Serialization;

namespace ImageForge.Model;

/// <summary>Rendering back end.</summary>
public enum PolishBackend
{
    /// <summary>None; the composed image is the result.</summary>
    None,

    /// <summary>Diffusion model with ONNX Runtime, in the runner.</summary>
    Onnx,

    /// <summary>Style-transfer model with ONNX Runtime, in the runner.</summary>
    OnnxStyle,

    /// <summary>Stability AI.</summary>
    Stability,

    /// <summary>Bria, with the FIBO model.</summary>
    Bria,

    /// <summary>Google Gemini.</summary>
    Gemini,

    /// <summary>OpenAI, or a compatible service.</summary>
    OpenAI,

    /// <summary>Stable Diffusion web UI (AUTOMATIC1111).</summary>
    A1111,

    /// <summary>ComfyUI.</summary>
    ComfyUI,
}

/// <summary>What happens if rendering fails after all retries.</summary>
public enum PolishFailurePolicy
{
    /// <summary>The job fails.</summary>
    Fail,

    /// <summary>The composed layout is delivered.</summary>
    DeliverComposed,
}

/// <summary>Trade-off between time and detail.</summary>
public enum Quality
{
    /// <summary>For everyday use.</summary>
    Medium,

    /// <summary>Fast, for drafts.</summary>
    Low,

    /// <summary>Slow, for final images.</summary>
    High,
}

/// <summary>Scheduler of a diffusion model.</summary>
public enum Scheduler
{
    /// <summary>Denoising diffusion implicit models.</summary>
    [JsonStringEnumMemberName("DDIM")]
    Ddim,

    /// <summary>Euler's method.</summary>
    Euler,

    /// <summary>Euler's method with noise added at each step.</summary>
    EulerAncestral,

    /// <summary>DPM-Solver++ of second order, multistep.</summary>
    [JsonStringEnumMemberName("DPMSolver++2M")]
    DpmSolver2M,

    /// <summary>DPM-Solver++ of second order with Karras sigmas.</summary>
    [JsonStringEnumMemberName("DPMSolver++2MKarras")]
    DpmSolver2MKarras,

    /// <summary>Latent consistency models, for few steps.</summary>
    [JsonStringEnumMemberName("LCM")]
    Lcm,

    /// <summary>Pseudo numerical methods for diffusion models.</summary>
    [JsonStringEnumMemberName("PNDM")]
    Pndm,
}

/// <summary>How prompts longer than the context of the model's text encoder (77 tokens for CLIP) are handled.</summary>
public enum LongPromptHandling
{
    /// <summary>The rest is dropped, with a warning.</summary>
    Truncate,

    /// <summary>The prompt is encoded in chunks.</summary>
    Chunk,
}

/// <summary>Type of a ControlNet input.</summary>
public enum ControlType
{
    /// <summary>Edges.</summary>
    Canny,

    /// <summary>Distance from the camera.</summary>
    Depth,

    /// <summary>Grey values, for recolouring.</summary>
    Recoloring,

    /// <summary>Coarse grid of colours.</summary>
    ColorGrid,

    /// <summary>Poses of people.</summary>
    Pose,

    /// <summary>Segmentation map.</summary>
    Segmentation,

    /// <summary>Rough lines.</summary>
    Scribble,
}
