using System.Diagnostics;
using ImageForge.Contracts.Plans;

namespace ImageForge.Artifacts.Tests.Models;

/// <summary>Another process that opens a model and uses it until it is killed: this test program with one test to run.</summary>
internal sealed class ModelProcess : IDisposable
{
    public const string Uri = "IMAGEFORGE_TEST_MODEL";
    public const string Endpoint = "IMAGEFORGE_TEST_ENDPOINT";
    public const string Report = "IMAGEFORGE_TEST_REPORT";

    private readonly Process _process;
    private readonly string _report;

    public ModelProcess(ModelBench bench, ModelPlan plan)
    {
        _report = Path.Combine(
            bench.Folder("reports", new Dictionary<string, byte[]> { ["_"] = [] }),
            $"{Guid.NewGuid():N}"
        );
        var start = new ProcessStartInfo(
            System.Environment.ProcessPath!,
            [
                "-explicit",
                "only",
                "-method",
                $"*.{nameof(ModelProcessTests)}.{nameof(ModelProcessTests.Opens_a_model_and_keeps_it)}",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                [Uri] = plan.Uri,
                [Endpoint] = plan.Endpoint,
                [Report] = _report,
                // Killed, it cannot remove its own folder.
                ["TMPDIR"] = Path.GetDirectoryName(_report)!,
            },
        };
        foreach (var (name, value) in bench.Environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Waits until it has the model: the digest, and the bytes that it moved.</summary>
    public async Task<(string Digest, long Moved)> OpenedAsync(CancellationToken cancellationToken)
    {
        while (!File.Exists(_report))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"it ended with {_process.ExitCode} and without the model");
            }

            await Task.Delay(10, cancellationToken);
        }

        var text = (await File.ReadAllTextAsync(_report, cancellationToken)).Split(' ');
        return (text[0], long.Parse(text[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
