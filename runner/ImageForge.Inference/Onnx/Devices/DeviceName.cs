namespace ImageForge.Inference.Onnx.Devices;

/// <summary>What the device of a provider is called.</summary>
internal static class DeviceName
{
    /// <summary>The name that its driver gives it.</summary>
    public static string Of(ExecutionProvider provider) =>
        provider switch
        {
            ExecutionProvider.Cuda => CudaDriver.FirstDevice() ?? "a CUDA device whose driver gives no name",
            ExecutionProvider.WebGpu => VulkanLoader.PreferredDevice() ?? "a Vulkan device whose driver gives no name",
            _ => Processor.Model(),
        };
}
