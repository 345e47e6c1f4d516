using System.Runtime.InteropServices;
using System.Text;

namespace ImageForge.Inference.Onnx.Devices;

/// <summary>
/// The name of the GPU that WebGPU runs on, from Vulkan's loader. The provider asks for the fastest device and says in no way
/// which one it got, so the loader's are put in that order: GPUs of their own, then those in the processor, then software.
/// </summary>
internal static unsafe class VulkanLoader
{
    /// <summary>The loader's name.</summary>
    public const string Library = "libvulkan.so.1";

    // VkInstanceCreateInfo: type, next, flags, application, layers (count, names), extensions (count, names).
    private const int InstanceCreateInfoWords = 8;
    private const int InstanceCreateInfoType = 1;

    // VkPhysicalDeviceProperties: four numbers, the type, the name, and much that is not read here.
    private const int PropertiesBytes = 824;
    private const int TypeOffset = 16;
    private const int NameOffset = 20;

    private const int MostDevices = 16;

    /// <summary>The name of the device that comes first, or null where the loader has none.</summary>
    public static string? PreferredDevice()
    {
        if (
            !NativeLibrary.TryLoad(Library, out nint loader)
            || !NativeLibrary.TryGetExport(loader, "vkCreateInstance", out nint create)
            || !NativeLibrary.TryGetExport(loader, "vkDestroyInstance", out nint destroy)
            || !NativeLibrary.TryGetExport(loader, "vkEnumeratePhysicalDevices", out nint enumerate)
            || !NativeLibrary.TryGetExport(loader, "vkGetPhysicalDeviceProperties", out nint describe)
        )
        {
            return null;
        }

        nint* info = stackalloc nint[InstanceCreateInfoWords];
        new Span<nint>(info, InstanceCreateInfoWords).Clear();
        info[0] = InstanceCreateInfoType;
        nint instance = 0;
        if (((delegate* unmanaged<nint*, void*, nint*, int>)create)(info, null, &instance) != 0)
        {
            return null;
        }

        nint* devices = stackalloc nint[MostDevices];
        uint count = MostDevices;
        int outcome = ((delegate* unmanaged<nint, uint*, nint*, int>)enumerate)(instance, &count, devices);
        string? best = null;
        // Less than 0 is an error; more than 0 says that there are more devices than asked for.
        byte* properties = stackalloc byte[PropertiesBytes];
        for (int i = 0, bestRank = int.MaxValue; outcome >= 0 && i < count; i++)
        {
            ((delegate* unmanaged<nint, byte*, void>)describe)(devices[i], properties);
            int rank = Rank(*(int*)(properties + TypeOffset));
            if (rank < bestRank)
            {
                bestRank = rank;
                best = Encoding.UTF8.GetString(
                    MemoryMarshal.CreateReadOnlySpanFromNullTerminated(properties + NameOffset)
                );
            }
        }

        ((delegate* unmanaged<nint, void*, void>)destroy)(instance, null);
        return best;
    }

    // VkPhysicalDeviceType: 1 integrated, 2 discrete, 3 virtual, 4 software.
    private static int Rank(int type) =>
        type switch
        {
            2 => 0,
            1 => 1,
            3 => 2,
            4 => 3,
            _ => 4,
        };
}
