namespace ImageForge.Api.GenerationJobs;

/// <summary>What a model of ONNX Runtime runs on.</summary>
public enum ExecutionProvider
{
    /// <summary>The best that works: CUDA, else WebGPU, else the CPU.</summary>
    Auto,

    /// <summary>An NVIDIA GPU, by CUDA; the runner's image must have it.</summary>
    Cuda,

    /// <summary>A GPU of any vendor, by WebGPU over Vulkan.</summary>
    WebGpu,

    /// <summary>The processor.</summary>
    Cpu,
}
