using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Isolation;

/// <summary>
/// Bounds the memory of this process, so that what wants more than there is fails as an allocation that can be told. On nodes of
/// Kubernetes (vm.overcommit_memory=1) the kernel grants everything, and kills the process when it is used.
/// </summary>
public static partial class ProcessMemory
{
    // A thread's stack counts in full, and there are as many threads as cores for each model: 2 MB instead of glibc's 8.
    private const int StackBytes = 2 << 20;
    private const int AttributesSize = 128; // of pthread_attr_t, amply

    /// <summary>The most private memory that this process may hold, in bytes; null where it is not bounded.</summary>
    public static long? Limit { get; private set; }

    /// <summary>What is left of it; null where it is not bounded.</summary>
    public static long? Left => Limit is { } limit ? Math.Max(0, limit - ProcessLimits.ResidentBytes()) : null;

    /// <summary>Bounds it: memory beyond is refused to .NET, to ONNX Runtime and to all other libraries.</summary>
    /// <param name="bytes">The most that the process may hold, with what it holds already.</param>
    /// <exception cref="InvalidOperationException">The kernel refuses the limit.</exception>
    public static void Bound(long bytes)
    {
        ShrinkStacks();
        ProcessLimits.LimitMemory(bytes);
        Limit = bytes;
    }

    private static unsafe void ShrinkStacks()
    {
        byte* attributes = stackalloc byte[AttributesSize];
        // A failure leaves stacks as they are.
        if (GetDefaults(attributes) == 0)
        {
            if (SetStackSize(attributes, StackBytes) == 0)
            {
                _ = SetDefaults(attributes);
            }

            _ = Destroy(attributes);
        }
    }

    [LibraryImport("libc", EntryPoint = "pthread_getattr_default_np")]
    private static unsafe partial int GetDefaults(byte* attributes);

    [LibraryImport("libc", EntryPoint = "pthread_attr_setstacksize")]
    private static unsafe partial int SetStackSize(byte* attributes, nuint bytes);

    [LibraryImport("libc", EntryPoint = "pthread_setattr_default_np")]
    private static unsafe partial int SetDefaults(byte* attributes);

    [LibraryImport("libc", EntryPoint = "pthread_attr_destroy")]
    private static unsafe partial int Destroy(byte* attributes);
}
