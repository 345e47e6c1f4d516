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
    private const string DataField = "VmData:";

    /// <summary>Lets this process die with its parent, gain no privileges, leave no core and grow no file, for good.</summary>
    public static void Apply()
    {
        Kernel.Check(Kernel.Control(ParentDeathSignal, Kill, 0, 0, 0), "prctl(PR_SET_PDEATHSIG)");
        Kernel.ForbidNewPrivileges();
        Set(Core, 0);
        Set(FileSize, 0);
    }

    /// <summary>Limits memory and time of the process that reads an untrusted file, before it looks at the file, for good.</summary>
    /// <param name="status">The process's status, which it may be no longer allowed to open.</param>
    /// <param name="bytes">Memory that it may take beyond what it has.</param>
    /// <param name="seconds">Processor time that it may take in all.</param>
    public static void Apply(FileStream status, long bytes, int seconds)
    {
        Set(Cpu, (ulong)seconds);
        Set(Data, (ulong)(Status(status, DataField) + bytes));
    }

    /// <summary>Opens the status of this process.</summary>
    public static FileStream OpenStatus() => new("/proc/self/status", FileMode.Open, FileAccess.Read);

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
    private static long DataBytes() => Status(DataField);

    private static long Status(string field)
    {
        using FileStream status = OpenStatus();
        return Status(status, field);
    }

    private static long Status(FileStream status, string field)
    {
        using var reader = new StreamReader(status, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(field, StringComparison.Ordinal))
            {
                string kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
                return long.Parse(kibibytes, System.Globalization.CultureInfo.InvariantCulture) * 1024;
            }
        }

        throw new InvalidOperationException($"The kernel does not say '{field}' of this process.");
    }

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    private readonly record struct Limit(ulong Soft, ulong Hard);
}
