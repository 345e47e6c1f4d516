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

    // All that the process may know of its parent's environment; a Secret is none of it.
    private static readonly string[] Kept = ["PATH", "DOTNET_ROOT", "LD_LIBRARY_PATH"];

    private readonly ManualResetEventSlim _end;

    private ChildProcess(Process process, ManualResetEventSlim end)
    {
        Process = process;
        _end = end;
    }

    /// <summary>The process.</summary>
    public Process Process { get; }

    /// <summary>Start settings of a program that reads untrusted data: redirected streams, and a minimal environment.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo Confined(string program, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        string?[] values = [.. Kept.Select(Environment.GetEnvironmentVariable)];
        start.Environment.Clear();
        foreach ((string name, string? value) in Kept.Zip(values))
        {
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        // It serves one parent: no diagnostics, no heap for every core, no compilation in the background.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_GCHeapCount"] = "1";
        return start;
    }

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
        return new ChildProcess(await started.Task, end);
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
