namespace ImageForge.Api.GenerationJobs;

/// <summary>What renders the picture.</summary>
public enum PolishBackend
{
    /// <summary>Nothing: the composed picture is the result.</summary>
    None,

    /// <summary>A diffusion model on ONNX Runtime, in the runner.</summary>
    Onnx,

    /// <summary>A style-transfer model on ONNX Runtime, in the runner.</summary>
    OnnxStyle,

    /// <summary>Stability AI.</summary>
    Stability,

    /// <summary>Bria FIBO.</summary>
    Bria,

    /// <summary>Google Gemini.</summary>
    Gemini,

    /// <summary>OpenAI, or a service with the same interface.</summary>
    OpenAI,

    /// <summary>Stable Diffusion web UI.</summary>
    A1111,

    /// <summary>ComfyUI.</summary>
    ComfyUI,
}
