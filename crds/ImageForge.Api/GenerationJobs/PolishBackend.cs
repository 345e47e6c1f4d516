namespace ImageForge.Api.GenerationJobs;

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
