using System.Diagnostics;
using ImageForge.DevCluster.Kubelet;

namespace ImageForge.Testing.Clusters;

/// <summary>A server that ends with the tests, even when these are killed; its output goes to a file.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LastLines = 20;

    private readonly Process _process;
    private readonly Watchdog _watchdog;
    private readonly string _log;

    private ServerProcess(Process process, Watchdog watchdog, string log)
    {
        _process = process;
        _watchdog = watchdog;
        _log = log;
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
        if (_process.HasExited)
        {
            throw new InvalidOperationException(
                $"ended with {_process.ExitCode}: {string.Join('\n', File.ReadLines(_log).TakeLast(LastLines))}"
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _watchdog.Forget(_process.Id);
        _process.Dispose();
    }
}
