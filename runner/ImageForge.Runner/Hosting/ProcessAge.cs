using System.Diagnostics;

namespace ImageForge.Runner.Hosting;

/// <summary>How long the process exists, its runtime's own start included.</summary>
internal static class ProcessAge
{
    /// <summary>Milliseconds since the system started the process.</summary>
    public static long Milliseconds(TimeProvider time)
    {
        using var process = Process.GetCurrentProcess();
        return (long)(time.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime()).TotalMilliseconds;
    }
}
