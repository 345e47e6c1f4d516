using System.Collections.Concurrent;
using System.Diagnostics;
using ImageForge.Operator.Tests.Integration;

namespace ImageForge.Operator.Tests.Hosting;

/// <summary>An operator as a process of its own, with all that it prints.</summary>
internal sealed class OperatorProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    /// <param name="arguments">The command line.</param>
    /// <param name="openFiles">The most file descriptors it may have; null for as many as this process.</param>
    /// <param name="environment">Variables to set.</param>
    public OperatorProcess(
        IReadOnlyList<string> arguments,
        int? openFiles = null,
        params IReadOnlyList<(string Name, string Value)> environment
    )
    {
        IReadOnlyList<string> command = openFiles is { } limit
            ? ["/bin/sh", "-c", $"ulimit -n {limit} && exec \"$0\" \"$@\"", Programs.Operator, .. arguments]
            : [Programs.Operator, .. arguments];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = "/nonexistent";
        start.Environment.Remove("KUBECONFIG");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Note(e.Data);
        _process.ErrorDataReceived += (_, e) => Note(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it printed so far, on both streams.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public int OpenFiles => Directory.EnumerateFileSystemEntries($"/proc/{_process.Id}/fd").Count();

    public Task<string> LineAsync(string part) =>
        Scenario.UntilAsync(
            () => Task.FromResult(_lines.FirstOrDefault(l => l.Contains(part, StringComparison.Ordinal))!),
            line => line is not null,
            $"a line with {part}",
            _ => string.Join("\n", _lines)
        );

    /// <summary>Where its health is served.</summary>
    public async Task<Uri> HealthAsync()
    {
        var line = await LineAsync("Serving health and metrics on");
        return new Uri((string)System.Text.Json.Nodes.JsonNode.Parse(line)!["State"]!["Address"]!);
    }

    /// <summary>Asks it to stop, as Kubernetes does.</summary>
    public void Stop() => Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"])!.WaitForExit();

    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        // Also for what is still being read.
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
