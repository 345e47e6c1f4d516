using System.Diagnostics;

namespace ImageForge.Imaging.Isolation;

/// <summary>
/// A child process that inherits no open file but its streams, and whose parent is a thread that lives until this is disposed of: the
/// kernel signals the death of the parent when that thread ends, as idle threads of the pool do.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private const int CloseRange = 436;
    private const int CloseOnExec = 4;

    private readonly ManualResetEventSlim _end;

    private ChildProcess(Process process, ManualResetEventSlim end)
    {
        Process = process;
        _end = end;
    }

    /// <summary>The process.</summary>
    public Process Process { get; }

    /// <summary>Starts a program.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static async Task<ChildProcess> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new ManualResetEventSlim();
        new Thread(() =>
        {
            try
            {
                started.SetResult(Start(start));
            }
            catch (Exception e)
            {
                started.SetException(e);
                return;
            }

            end.Wait();
            end.Dispose();
        })
        {
            IsBackground = true,
            Name = "decoder",
        }.Start();
        return new ChildProcess(await started.Task.ConfigureAwait(false), end);
    }

    /// <summary>Kills the process unless it has ended.</summary>
    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
        }

        Process.Dispose();
        _end.Set();
    }

    private static Process Start(ProcessStartInfo start)
    {
        // Native libraries may have opened files without close-on-exec. Before Linux 5.11 this fails, and changes nothing.
        _ = Kernel.Call(CloseRange, 3, unchecked((nint)uint.MaxValue), CloseOnExec, 0);
        return Process.Start(start)!;
    }
}
