using System.Diagnostics;

namespace ImageForge.Testing.Tools;

/// <summary>
/// Signals to processes, which do nothing where the process has ended. By the shell's own command: a minimal machine has no program
/// called kill.
/// </summary>
public static class Signals
{
    /// <summary>Asks a process to stop, as the kubelet does.</summary>
    public static Task TerminateAsync(int process) => SendAsync("TERM", process);

    /// <summary>Ends a process at once.</summary>
    public static Task KillAsync(int process) => SendAsync("KILL", process);

    private static async Task SendAsync(string signal, int process)
    {
        using Process shell = Process.Start("/bin/sh", ["-c", $"kill -{signal} {process} 2>/dev/null"]);
        await shell.WaitForExitAsync();
    }
}
