namespace ImageForge.Api.GenerationJobs;

/// <summary>ONNX Runtime execution provider.</summary>
public enum ExecutionProvider
{
    /// <summary>The best available: CUDA, else WebGPU, else CPU.</summary>
    Auto,

    /// <summary>NVIDIA GPU with CUDA; requires a runner image with CUDA.</summary>
    Cuda,

    /// <summary>GPU of any vendor with WebGPU on Vulkan.</summary>
    WebGpu,

    /// <summary>CPU.</summary>
    Cpu,
}
