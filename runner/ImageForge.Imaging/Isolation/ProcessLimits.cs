using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Isolation;

/// <summary>What the process that decodes an untrusted file gives up before it looks at the file. Nothing of it can be taken back.</summary>
internal static partial class ProcessLimits
{
    private const int Cpu = 0;
    private const int FileSize = 1;
    private const int Data = 2;
    private const int Core = 4;
    private const int NoNewPrivileges = 38;
    private const int ParentDeathSignal = 1;
    private const int Kill = 9;

    /// <summary>Limits this process.</summary>
    /// <param name="bytes">Memory that it may take beyond what it has.</param>
    /// <param name="seconds">Processor time that it may take in all.</param>
    public static void Apply(long bytes, int seconds)
    {
        // Dies with its parent, gains no privileges, leaves no core, grows no file, and is the first to go without memory.
        _ = Control(ParentDeathSignal, Kill, 0, 0, 0);
        _ = Control(NoNewPrivileges, 1, 0, 0, 0);
        Set(Core, 0);
        Set(FileSize, 0);
        Set(Cpu, (ulong)seconds);
        Set(Data, (ulong)(DataBytes() + bytes));
    }

    private static void Set(int resource, ulong value)
    {
        var limit = new Limit(value, value);
        if (SetLimit(resource, in limit) != 0)
        {
            throw new InvalidOperationException(
                $"The process cannot be limited (resource {resource}, error {Marshal.GetLastPInvokeError()})."
            );
        }
    }

    /// <summary>What the kernel counts against the limit: private memory that can be written.</summary>
    private static long DataBytes()
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmData:", StringComparison.Ordinal));
        return long.Parse(
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
                System.Globalization.CultureInfo.InvariantCulture
            ) * 1024;
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int option, nuint a, nuint b, nuint c, nuint d);

    private readonly record struct Limit(ulong Soft, ulong Hard);
}
