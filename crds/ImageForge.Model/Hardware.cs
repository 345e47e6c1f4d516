namespace ImageForge.Model;

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

/// <summary>What happens if a GPU was requested and none is usable.</summary>
public enum GpuMissingPolicy
{
    /// <summary>The run fails and reports why no GPU is usable.</summary>
    Fail,

    /// <summary>Fall back to the CPU, with a warning.</summary>
    UseCpu,
}
