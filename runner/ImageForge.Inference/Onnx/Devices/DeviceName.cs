using System.Runtime.InteropServices;
using System.Text;

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

/// <summary>The machine's processor.</summary>
internal static class Processor
{
    /// <summary>Its model as the kernel gives it, else its architecture.</summary>
    public static string Model()
    {
        const string Key = "model name";
        try
        {
            foreach (string line in File.ReadLines("/proc/cpuinfo"))
            {
                if (line.StartsWith(Key, StringComparison.Ordinal) && line.IndexOf(':') is var colon and > 0)
                {
                    return line[(colon + 1)..].Trim();
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A name is a courtesy: where the kernel hides it, the architecture has to do.
        }

        return $"{RuntimeInformation.ProcessArchitecture} processor";
    }
}

/// <summary>The name of the GPU that CUDA runs on, from NVIDIA's driver.</summary>
internal static unsafe class CudaDriver
{
    private const int NameBytes = 256;

    /// <summary>The name of device 0, which is the one used: what a pod or CUDA_VISIBLE_DEVICES hides is not counted.</summary>
    public static string? FirstDevice()
    {
        if (
            !NativeLibrary.TryLoad("libcuda.so.1", out nint driver)
            || !NativeLibrary.TryGetExport(driver, "cuInit", out nint start)
            || !NativeLibrary.TryGetExport(driver, "cuDeviceGet", out nint get)
            || !NativeLibrary.TryGetExport(driver, "cuDeviceGetName", out nint getName)
        )
        {
            return null;
        }

        int device = 0;
        byte* name = stackalloc byte[NameBytes];
        bool told =
            ((delegate* unmanaged<uint, int>)start)(0) == 0
            && ((delegate* unmanaged<int*, int, int>)get)(&device, 0) == 0
            && ((delegate* unmanaged<byte*, int, int, int>)getName)(name, NameBytes, device) == 0;
        return told ? Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name)) : null;
    }
}
