using System.Diagnostics;

namespace ImageForge.Integration.Tests.Tools;

/// <summary>
/// Finds the process that is a pod of the development cluster, by the folder of the pod in its arguments: a runner keeps its environment
/// to itself.
/// </summary>
internal static class ProcessesOfPods
{
    public static async Task KillAsync(string podUid)
    {
        foreach (
            var folder in Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _))
        )
        {
            if (Arguments(folder).Contains($"/pods/{podUid}/", StringComparison.Ordinal))
            {
                using var kill = Process.Start("kill", ["-KILL", Path.GetFileName(folder)]);
                await kill.WaitForExitAsync();
            }
        }
    }

    private static string Arguments(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or belongs to somebody else: not one of ours.
            return "";
        }
    }
}
