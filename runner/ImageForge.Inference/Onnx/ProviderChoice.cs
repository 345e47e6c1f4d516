namespace ImageForge.Inference.Onnx;

/// <summary>On what models are to run.</summary>
public enum ProviderChoice
{
    /// <summary>CUDA where it runs, else WebGPU where that runs, else the processor.</summary>
    Auto,

    /// <summary>NVIDIA's GPUs; needs ONNX Runtime's GPU build.</summary>
    Cuda,

    /// <summary>Any GPU that has a Vulkan driver.</summary>
    WebGpu,

    /// <summary>The processor.</summary>
    Cpu,
}
