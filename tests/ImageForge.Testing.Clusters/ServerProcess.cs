using System.Diagnostics;
using ImageForge.DevCluster.Kubelet;

namespace ImageForge.Testing.Clusters;

/// <summary>A server that ends with the tests, even when these are killed; its output goes to a file.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LastLines = 20;

    private readonly Process process;
    private readonly Watchdog watchdog;
    private readonly string log;

    private ServerProcess(Process process, Watchdog watchdog, string log)
    {
        this.process = process;
        this.watchdog = watchdog;
        this.log = log;
    }

    public static ServerProcess Start(
        Watchdog watchdog,
        string log,
        string program,
        params IEnumerable<string> arguments
    )
    {
        // The log is kept in a file: a pipe that nobody empties would stop the server.
        var start = new ProcessStartInfo(
            Watchdog.SetSid,
            ["/bin/sh", "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", log, program, .. arguments]
        );
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} was not started");
        watchdog.Watch(process.Id);
        return new ServerProcess(process, watchdog, log);
    }

    /// <exception cref="InvalidOperationException">It has ended; the message has the end of its log.</exception>
    public void RequireRunning()
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException(
                $"ended with {process.ExitCode}: {string.Join('\n', File.ReadLines(log).TakeLast(LastLines))}"
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        watchdog.Forget(process.Id);
        process.Dispose();
    }
}
