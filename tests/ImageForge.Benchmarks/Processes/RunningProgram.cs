using System.Diagnostics;
using System.Threading.Channels;
using ImageForge.Testing.Tools;

namespace ImageForge.Benchmarks.Processes;

/// <summary>A program that a benchmark started; disposing asks it to stop and waits for that.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<OutputLine> lines = Channel.CreateUnbounded<OutputLine>();
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly string name;
    private readonly Process process;
    private readonly Task reading;
    private readonly Task<string> errors;
    private int isDisposed;

    private RunningProgram(ProcessStartInfo info)
    {
        name = Path.GetFileName(info.FileName);
        process = Process.Start(info)!;
        process.StandardInput.Close();
        reading = ReadAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => process.Id;

    public static RunningProgram Start(
        string name,
        IEnumerable<string> arguments,
        params (string Name, string Value)[] environment
    )
    {
        var info = new ProcessStartInfo(Programs.Find(name), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment)
        {
            info.Environment[variable] = value;
        }

        return new RunningProgram(info);
    }

    /// <summary>The next line that contains a text.</summary>
    public async Task<OutputLine> LineAsync(string text)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(timeout.Token))
            {
                if (line.Text.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new BenchmarkException($"`{name}` has not written '{text}' within {Patience.TotalSeconds} s");
        }

        throw new BenchmarkException($"`{name}` ended before it wrote '{text}': {await errors}");
    }

    /// <summary>Waits until it ends by itself, which it must do with success.</summary>
    public async Task EndAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(timeout.Token);
        if (process.ExitCode != 0)
        {
            throw new BenchmarkException($"`{name}` ended with {process.ExitCode}: {await errors}");
        }
    }

    /// <summary>Ends it at once, without a chance to do anything.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 1)
        {
            return;
        }

        if (!process.HasExited)
        {
            await Signals.TerminateAsync(process.Id);
            using var timeout = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!process.HasExited)
        {
            process.Kill();
        }

        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } text)
        {
            lines.Writer.TryWrite(new OutputLine(text, Stopwatch.GetElapsedTime(start)));
        }

        lines.Writer.Complete();
    }
}
