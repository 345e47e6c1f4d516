using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Isolation;

/// <summary>Limits of this process's memory and time.</summary>
internal static partial class ProcessLimits
{
    private const int Cpu = 0;
    private const int FileSize = 1;
    private const int Data = 2;
    private const int Core = 4;
    private const int ParentDeathSignal = 1;
    private const int Kill = 9;

    /// <summary>Limits the process that decodes an untrusted file, before it looks at the file. Nothing of it can be taken back.</summary>
    /// <param name="bytes">Memory that it may take beyond what it has.</param>
    /// <param name="seconds">Processor time that it may take in all.</param>
    public static void Apply(long bytes, int seconds)
    {
        // Dies with its parent, gains no privileges, leaves no core and grows no file.
        Kernel.Check(Kernel.Control(ParentDeathSignal, Kill, 0, 0, 0), "prctl(PR_SET_PDEATHSIG)");
        Kernel.ForbidNewPrivileges();
        Set(Core, 0);
        Set(FileSize, 0);
        Set(Cpu, (ulong)seconds);
        Set(Data, (ulong)(DataBytes() + bytes));
    }

    /// <summary>Limits the private memory of this process, and not that of its children: they can set a limit of their own.</summary>
    /// <param name="bytes">The most that it may hold, with what it holds already.</param>
    public static void LimitMemory(long bytes)
    {
        if (GetLimit(Data, out Limit limit) != 0)
        {
            throw Failure(Data);
        }

        // What is taken counts, used or not: what was taken and never used is added, as it is not held.
        ulong soft = (ulong)Math.Max(0, bytes + DataBytes() - ResidentBytes());
        if (SetLimit(Data, new Limit(Math.Min(soft, limit.Hard), limit.Hard)) != 0)
        {
            throw Failure(Data);
        }
    }

    private static void Set(int resource, ulong value)
    {
        var limit = new Limit(value, value);
        if (SetLimit(resource, in limit) != 0)
        {
            throw Failure(resource);
        }
    }

    private static InvalidOperationException Failure(int resource) =>
        new($"The process cannot be limited (resource {resource}, error {Marshal.GetLastPInvokeError()}).");

    /// <summary>Private memory that is in use.</summary>
    public static long ResidentBytes() => Status("RssAnon:");

    /// <summary>What the kernel counts against the limit: private memory that can be written.</summary>
    private static long DataBytes() => Status("VmData:");

    private static long Status(string field)
    {
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
                System.Globalization.CultureInfo.InvariantCulture
            ) * 1024;
    }

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    private readonly record struct Limit(ulong Soft, ulong Hard);
}
