using System.Diagnostics;
using System.Threading.Channels;
using ImageForge.Testing.Tools;

namespace ImageForge.Benchmarks.Processes;

/// <summary>A program that a benchmark started; disposing asks it to stop and waits for that.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<OutputLine> _lines = Channel.CreateUnbounded<OutputLine>();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly string _name;
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private int _isDisposed;

    private RunningProgram(ProcessStartInfo info)
    {
        _name = Path.GetFileName(info.FileName);
        _process = Process.Start(info)!;
        _process.StandardInput.Close();
        _reading = ReadAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

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
            await foreach (var line in _lines.Reader.ReadAllAsync(timeout.Token))
            {
                if (line.Text.Contains(text, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new BenchmarkException($"`{_name}` has not written '{text}' within {Patience.TotalSeconds} s");
        }

        throw new BenchmarkException($"`{_name}` ended before it wrote '{text}': {await _errors}");
    }

    /// <summary>Waits until it ends by itself, which it must do with success.</summary>
    public async Task EndAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        if (_process.ExitCode != 0)
        {
            throw new BenchmarkException($"`{_name}` ended with {_process.ExitCode}: {await _errors}");
        }
    }

    /// <summary>Ends it at once, without a chance to do anything.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
        {
            return;
        }

        if (!_process.HasExited)
        {
            await Signals.TerminateAsync(_process.Id);
            using var timeout = new CancellationTokenSource(Patience);
            await _process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } text)
        {
            _lines.Writer.TryWrite(new OutputLine(text, Stopwatch.GetElapsedTime(_start)));
        }

        _lines.Writer.Complete();
    }
}
