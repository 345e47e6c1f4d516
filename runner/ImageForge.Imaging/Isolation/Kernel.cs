using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ImageForge.Imaging.Isolation;

/// <summary>The system calls of Linux that confine a process; libc has no functions for most of them.</summary>
internal static partial class Kernel
{
    public const int Unsupported = 38; // ENOSYS
    public const int NotPermitted = 1; // EPERM

    private const int SetPipeSize = 1031; // F_SETPIPE_SZ
    private const short Readable = 1; // POLLIN
    private const int SetDumpable = 4;
    private const int SetNoNewPrivileges = 38;

    /// <summary>
    /// Closes /proc/PID/environ, mem, maps, fd and ptrace of this process to other processes of the same user, and turns core dumps off.
    /// </summary>
    public static void ForbidInspection() => Check(Control(SetDumpable, 0, 0, 0, 0), "prctl(PR_SET_DUMPABLE)");

    /// <summary>No program that this thread or its children start gains privileges; a filter or ruleset requires it.</summary>
    public static void ForbidNewPrivileges() =>
        Check(Control(SetNoNewPrivileges, 1, 0, 0, 0), "prctl(PR_SET_NO_NEW_PRIVS)");

    /// <summary>Lets a pipe hold more than 64 kB; it stays as it is where that is more than a user may have.</summary>
    public static void Enlarge(SafePipeHandle pipe, int bytes) => _ = Control(pipe, SetPipeSize, bytes);

    /// <summary>Whether a read of a file would return at once.</summary>
    public static bool IsReadable(int file)
    {
        var asked = new Poll { File = file, Events = Readable };
        return Ask(ref asked, 1, 0) > 0;
    }

    /// <exception cref="InvalidOperationException">The call failed.</exception>
    public static void Check(nint result, string call)
    {
        if (result < 0)
        {
            throw new InvalidOperationException($"{call} failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int Control(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Call(nint number, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(SafePipeHandle file, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Ask(ref Poll polls, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Poll
    {
        public int File;
        public short Events;
        public short Happened;
    }
}

/// <summary>Keeps this process's memory and environment from other processes of the same user, its decoders among them.</summary>
public static class ProcessInspection
{
    /// <summary>Forbids it, before anything else is done; debuggers and core dumps are shut out too.</summary>
    public static void Forbid() => Kernel.ForbidInspection();
}
