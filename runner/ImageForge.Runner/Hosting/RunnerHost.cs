using System.Diagnostics;
using System.Globalization;
using System.Net;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Hosting.Serving;
using ImageForge.Imaging.Isolation;
using ImageForge.Runner.Logging;
using ImageForge.Runner.Plans;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner.Hosting;

/// <summary>The runner as a process: log, progress server, signals, termination message and exit code around one run.</summary>
internal sealed class RunnerHost(ILogger logger, Func<string, string?> environment, TimeProvider time) : IDisposable
{
    private const int DefaultPort = 8080;

    private StopSignal? _stop;

    /// <summary>Runs the plan in a file.</summary>
    public async Task<ExitCode> RunAsync(string planFile)
    {
        RunPlan plan;
        try
        {
            plan = PlanReader.ReadFile(planFile);
        }
        catch (PlanInvalidException e)
        {
            return End(Outcomes.Failure(planHash: "", e, CancellationToken.None), e);
        }

        if (MemoryLimit.Find(environment, MemoryLimit.ReadFile) is { } bytes)
        {
            ProcessMemory.Bound(bytes);
            logger.MemoryBounded(bytes >> 20);
        }

        if (DecoderIsolation.Missing is { } missing)
        {
            logger.DecodersNotConfined(missing);
        }

        var board = new ProgressBoard(Initial(plan), () => logger.FirstStage(ProcessAge()));
        // The run does not wait for its progress to be served.
        var serving = Task.Run(() => ServeAsync(board));
        _stop = new StopSignal(time, logger.StopRequested, () => EndNow(Outcomes.Stopped(plan.PlanHash)));
        var options = new RunOptions
        {
            Attempt = Attempt(),
            Progress = board,
            Logger = logger,
            Environment = environment,
        };
        var outcome = await new RunExecutor().ExecuteAsync(plan, options, _stop.Token);
        if (!_stop.Settle())
        {
            await Task.Delay(Timeout.Infinite);
        }

        using var served = await serving;
        return End(outcome, null);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop?.Dispose();

    private static Progress Initial(RunPlan plan) =>
        new()
        {
            PlanHash = plan.PlanHash,
            Stage = Stage.Queued,
            Percent = 0,
            VariantsDone = 0,
            VariantsTotal = plan.Delivery.Keys.Count,
        };

    private async Task<AnswerServer?> ServeAsync(ProgressBoard board)
    {
        var ip = environment("POD_IP") is { Length: > 0 } text ? text : "127.0.0.1";
        var port = environment("IMAGEFORGE_PROGRESS_PORT") is { Length: > 0 } number
            ? number
            : DefaultPort.ToString(CultureInfo.InvariantCulture);
        var name = $"{ip}:{port}";
        if (
            !IPAddress.TryParse(ip, out var address)
            || !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
        )
        {
            logger.ProgressNotServed(name, "no address and port");
            return null;
        }

        try
        {
            var server = await ProgressServer.StartAsync(new(address, parsed), board);
            logger.ProgressServed(server.Address.AbsoluteUri.TrimEnd('/'));
            return server;
        }
        catch (IOException e)
        {
            logger.ProgressNotServed(name, e.Message);
            return null;
        }
    }

    /// <summary>Milliseconds since the system started the process, the start of its runtime included.</summary>
    private long ProcessAge()
    {
        using var process = Process.GetCurrentProcess();
        return (long)(time.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime()).TotalMilliseconds;
    }

    private string Attempt() =>
        environment("POD_UID") is { Length: > 0 } uid ? uid : "local-" + Guid.NewGuid().ToString("N");

    private ExitCode End(RunOutcome outcome, Exception? unlogged)
    {
        if (unlogged is not null)
        {
            logger.RunFailed(outcome, unlogged);
        }

        TerminationLog.Write(outcome.Message, environment, logger);
        return outcome.ExitCode;
    }

    private void EndNow(RunOutcome outcome) => Environment.Exit((int)End(outcome, new OperationCanceledException()));
}
