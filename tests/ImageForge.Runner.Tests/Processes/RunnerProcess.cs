using System.Diagnostics;
using System.Text.Json;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Tests.Runs;

namespace ImageForge.Runner.Tests.Processes;

/// <summary>The runner as a process of its own.</summary>
internal sealed class RunnerProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _terminationLog;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private RunnerProcess(ProcessStartInfo start, string terminationLog)
    {
        _terminationLog = terminationLog;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public static RunnerProcess Start(
        Workbench bench,
        RunPlan plan,
        params (string Name, string Value)[] environment
    ) => Start(bench, ["--plan", PlanFile(bench, plan)], environment);

    /// <summary>Starts the runner of a folder of its own, such as one that lacks a file.</summary>
    public static RunnerProcess StartIn(string folder, Workbench bench, RunPlan plan) =>
        Start(folder, bench, ["--plan", PlanFile(bench, plan)], []);

    public static RunnerProcess Start(
        Workbench bench,
        IEnumerable<string> arguments,
        params (string Name, string Value)[] environment
    ) => Start(AppContext.BaseDirectory, bench, arguments, environment);

    private static string PlanFile(Workbench bench, RunPlan plan)
    {
        var file = Path.Combine(Path.GetDirectoryName(bench.Root)!, "plan.json");
        File.WriteAllText(file, JsonSerializer.Serialize(plan, ContractsJson.Of<RunPlan>()));
        return file;
    }

    private static RunnerProcess Start(
        string folder,
        Workbench bench,
        IEnumerable<string> arguments,
        (string Name, string Value)[] environment
    )
    {
        var terminationLog = Path.Combine(Path.GetDirectoryName(bench.Root)!, "termination-log");
        var start = new ProcessStartInfo(Path.Combine(folder, "runner"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["IMAGEFORGE_TERMINATION_LOG"] = terminationLog, ["IMAGEFORGE_PROGRESS_PORT"] = "0" },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new(start, terminationLog);
    }

    public int Id => _process.Id;

    public void Kill() => _process.Kill();

    public async Task<(ExitCode Code, string Output, TerminationMessage? Message)> EndAsync(
        CancellationToken cancellationToken
    )
    {
        await _process.WaitForExitAsync(cancellationToken);
        var text = await _output + await _errors;
        var message = File.Exists(_terminationLog)
            ? await File.ReadAllTextAsync(_terminationLog, cancellationToken)
            : null;
        return ((ExitCode)_process.ExitCode, text, TerminationMessage.TryParse(message));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
