using System.Diagnostics;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>One run of a container: a local process in a session of its own, its output in a log.</summary>
internal sealed class ContainerProcess
{
    // What outlives its container in another session may hold the output open; it is not waited for longer than this.
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Process _process;
    private readonly Watchdog _watchdog;
    private bool _ended;

    private ContainerProcess(Process process, ContainerLog log, Watchdog watchdog)
    {
        _process = process;
        _watchdog = watchdog;
        Pid = process.Id;
        Completion = CompleteAsync(log);
    }

    /// <summary>The process, which is also its session and its group.</summary>
    public int Pid { get; }

    /// <summary>
    /// The exit code (128 + signal when it was killed), once the process has ended, everything else in its group has
    /// been killed and the log is complete.
    /// </summary>
    public Task<int> Completion { get; }

    /// <exception cref="ContainerStartException">The system refuses to run it.</exception>
    public static ContainerProcess Start(LaunchPlan plan, ContainerLog log, Watchdog watchdog)
    {
        var start = new ProcessStartInfo(Watchdog.SetSid)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = plan.WorkingDirectory,
        };
        start.ArgumentList.Add(plan.Program);
        foreach (var argument in plan.Arguments)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment.Clear();
        foreach (var (name, value) in plan.Environment)
        {
            start.Environment[name] = value;
        }
        try
        {
            var process = Process.Start(start) ?? throw new ContainerStartException("no process was started");
            watchdog.Watch(process.Id);
            process.StandardInput.Close();
            return new ContainerProcess(process, log, watchdog);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ContainerStartException($"exec: \"{plan.Program}\": {e.Message}");
        }
    }

    /// <summary>Asks the process to stop.</summary>
    public void Terminate()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                Signals.Terminate(Pid);
            }
        }
    }

    /// <summary>Ends the process and all that it started.</summary>
    public void Kill()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                Signals.KillGroup(Pid);
            }
        }
    }

    private async Task<int> CompleteAsync(ContainerLog log)
    {
        using var drain = new CancellationTokenSource();
        var output = Task.WhenAll(
            log.CopyAsync("stdout", _process.StandardOutput.BaseStream, drain.Token),
            log.CopyAsync("stderr", _process.StandardError.BaseStream, drain.Token)
        );
        await _process.WaitForExitAsync(CancellationToken.None);
        lock (_lock)
        {
            _ended = true;
        }
        Signals.KillRest(Pid);
        _watchdog.Forget(Pid);
        drain.CancelAfter(DrainTime);
        await output;
        log.Complete();
        var code = _process.ExitCode;
        _process.Dispose();
        return code;
    }
}
