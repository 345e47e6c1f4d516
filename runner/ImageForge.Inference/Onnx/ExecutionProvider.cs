namespace ImageForge.Inference.Onnx;

/// <summary>What runs a model.</summary>
public enum ExecutionProvider
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU, by CUDA.</summary>
    Cuda,

    /// <summary>A GPU, by its Vulkan driver.</summary>
    WebGpu,
}
