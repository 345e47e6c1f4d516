namespace ImageForge.Api.GenerationJobs;

/// <summary>What renders the picture.</summary>
public enum PolishBackend
{
    /// <summary>Nothing; the composed picture is the result.</summary>
    None,

    /// <summary>A diffusion model on ONNX Runtime, in the runner.</summary>
    Onnx,

    /// <summary>A style-transfer model on ONNX Runtime, in the runner.</summary>
    OnnxStyle,

    /// <summary>The service of Stability AI.</summary>
    Stability,

    /// <summary>The service of Bria, with its model FIBO.</summary>
    Bria,

    /// <summary>Google's service, with a Gemini model.</summary>
    Gemini,

    /// <summary>The service of OpenAI, or a service with the same interface.</summary>
    OpenAI,

    /// <summary>A server of the Stable Diffusion web UI (AUTOMATIC1111).</summary>
    A1111,

    /// <summary>A ComfyUI server.</summary>
    ComfyUI,
}
