using ImageForge.Contracts.Results;
using ImageForge.Runner.Logging;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner.Hosting;

/// <summary>Leaves the result where a kubelet looks for it.</summary>
internal static class TerminationLog
{
    /// <summary>Names the file.</summary>
    public const string Variable = "IMAGEFORGE_TERMINATION_LOG";

    private const string KubernetesDefault = "/dev/termination-log";

    /// <summary>Writes the message in place (a kubelet mounts the file itself); without a place it goes to the log only.</summary>
    public static void Write(TerminationMessage message, Func<string, string?> environment, ILogger logger)
    {
        var path = environment(Variable);
        if (string.IsNullOrEmpty(path))
        {
            if (!File.Exists(KubernetesDefault))
            {
                return;
            }

            path = KubernetesDefault;
        }

        try
        {
            File.WriteAllBytes(path, message.ToBytes());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.NoTerminationMessage(path, e.Message);
        }
    }
}
