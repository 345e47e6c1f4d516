namespace ImageForge.Inference.Onnx;

/// <summary>
/// Lets one thread at a time work with WebGPU. All sessions of a process share one device there, with one list of commands, and
/// two that run at once end the process with a segmentation fault. Other providers are not held up.
/// </summary>
internal static class DeviceGate
{
    private static readonly Lock WebGpu = new();

    /// <summary>Waits until the provider is free, and holds it as long as the result lives.</summary>
    public static Lock.Scope Enter(ExecutionProvider provider) =>
        provider == ExecutionProvider.WebGpu ? WebGpu.EnterScope() : default;
}
