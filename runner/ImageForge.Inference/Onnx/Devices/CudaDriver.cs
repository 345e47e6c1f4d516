using System.Runtime.InteropServices;
using System.Text;

namespace ImageForge.Inference.Onnx.Devices;

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
