using System.Security.Cryptography;
using ImageForge.Contracts;
using ImageForge.Hosting.Telemetry;
using ImageForge.Imaging.Isolation;
using ImageForge.Runner;
using ImageForge.Runner.Hosting;
using ImageForge.Runner.Logging;
using Microsoft.Extensions.Logging;

if (args is [DecodeWorker.Command, .. var decode])
{
    return DecodeWorker.Run(decode);
}

if (args is [FontWorker.Command, .. var fonts])
{
    return FontWorker.Run(fonts);
}

// First of all: decoders of untrusted pictures run as the same user, and credentials are in the environment.
ProcessInspection.Forbid();
var environment = new RunnerEnvironment();
switch (RunnerArguments.Parse(args))
{
    case RunnerArguments.Run run:
        using (var output = Console.OpenStandardOutput())
        {
            LineLogger logger = run.TextLog
                ? new TextLineLogger(output, TimeProvider.System)
                : new JsonLineLogger(output, TimeProvider.System);
            // The plan's hash needs OpenSSL, which is loaded while the plan is read.
            _ = Task.Run(() => SHA256.HashData([]));
            // Before telemetry, so that signals are handled until that is sent.
            using var host = new RunnerHost(logger, environment.Find, TimeProvider.System);
            await using var telemetry = StartTelemetry(logger);
            return (int)await host.RunAsync(run.PlanFile);
        }

    case RunnerArguments.Print print:
        Console.WriteLine(print.Text);
        return (int)ExitCode.Done;
    case RunnerArguments.Refuse refuse:
        await Console.Error.WriteLineAsync($"runner: {refuse.Problem}\n\n{RunnerArguments.Usage}");
        return (int)ExitCode.BadInput;
    default:
        return (int)ExitCode.BadInput;
}

// Telemetry never fails a run.
IAsyncDisposable? StartTelemetry(ILogger logger)
{
    try
    {
        return TelemetryExport.Start("imageforge-runner", RunnerVersion.Current, environment.Find, () => logger);
    }
    catch (TelemetryException e)
    {
        logger.TelemetryOff(e.Message);
        return null;
    }
}
