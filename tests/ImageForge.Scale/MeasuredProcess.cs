using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageForge.Scale;

/// <summary>A controller as a process, with what it costs. Its log is discarded.</summary>
internal sealed partial class MeasuredProcess : IAsyncDisposable
{
    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _begun = Stopwatch.GetTimestamp();

    private MeasuredProcess(ProcessStartInfo info)
    {
        info.RedirectStandardOutput = true;
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += (_, line) =>
        {
            if (!_address.Task.IsCompleted && line.Data is { } text && Address().Match(text) is { Success: true } found)
            {
                _address.TrySetResult(new Uri(found.Value));
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
    }

    /// <summary>Since the start of the process.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begun);

    /// <summary>User and system time so far.</summary>
    public double CpuSeconds
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            // After the name, which may have spaces: state is field 3, utime 14 and stime 15.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
        }
    }

    public double PeakMegabytes => Memory("VmHWM:");

    public double ResidentMegabytes => Memory("VmRSS:");

    public static MeasuredProcess Operator(Cluster cluster, string? ns) =>
        Start(
            Path.Combine(Repository.Root, "bin", "operator"),
            [
                "--kubeconfig",
                cluster.Kubeconfig,
                "--default-store",
                "s3://scale/pictures",
                "--runner-image",
                "imageforge/runner",
                // The baseline has no limit either.
                "--max-active",
                "0",
                "--address",
                "127.0.0.1",
                "--port",
                "0",
                .. ns is null ? Array.Empty<string>() : ["--namespace", ns],
            ]
        );

    public static MeasuredProcess Baseline(string program, Cluster cluster, string ns) =>
        Start(program, ["-kubeconfig", cluster.Kubeconfig, "-namespace", ns]);

    /// <summary>Where the operator serves its metrics.</summary>
    public Task<Uri> AddressAsync() => _address.Task.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        // A minimal machine has no program called kill.
        using var shell = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);
        await shell.WaitForExitAsync();
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static MeasuredProcess Start(string program, IEnumerable<string> arguments) =>
        File.Exists(program)
            ? new MeasuredProcess(new ProcessStartInfo(program, arguments))
            : throw new ScaleException($"{program} is missing; run `make build`");

    private double Memory(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(l => l.StartsWith(name, StringComparison.Ordinal));
        return Number(line[name.Length..].Trim().Split(' ')[0]) * 1024 / 1e6;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"http://[0-9.]+:[0-9]+")]
    private static partial Regex Address();
}
