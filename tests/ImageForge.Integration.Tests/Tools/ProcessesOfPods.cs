using System.Globalization;
using ImageForge.Testing.Tools;

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
                await Signals.KillAsync(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture));
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
