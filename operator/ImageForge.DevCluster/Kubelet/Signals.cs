using System.Runtime.InteropServices;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>Sends POSIX signals.</summary>
internal static partial class Signals
{
    private const int Kill = 9;
    private const int Term = 15;

    /// <summary>Asks a process to stop; does nothing when it is gone.</summary>
    public static void Terminate(int pid) => _ = kill(pid, Term);

    /// <summary>Ends a process and everything in its group; does nothing when they are gone.</summary>
    public static void KillGroup(int pid)
    {
        _ = kill(-pid, Kill);
        // Just forked, it may not lead its group yet.
        _ = kill(pid, Kill);
    }

    /// <summary>Ends what is left of a group whose leader has ended.</summary>
    public static void KillRest(int pid) => _ = kill(-pid, Kill);

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
