using ImageForge.Cli.Commands;
using ImageForge.Cli.Manifests;
using ImageForge.Cli.Output;
using ImageForge.Cli.Plugin;
using ImageForge.DevCluster;
using ImageForge.Hosting.Telemetry;
using ImageForge.Imaging.Isolation;
using Microsoft.Extensions.Logging;

// First: what comes before is stopped without a word.
using var interruption = new Interruption();

// The environment may contain store credentials, and images are decoded by processes of the same user.
ProcessInspection.Forbid();
ILoggerFactory? loggers = null;
try
{
    await using var telemetry = TelemetryExport.Start(
        "imageforge",
        typeof(RunCommand).Assembly.GetName().Version!.ToString(3),
        Environment.GetEnvironmentVariable,
        () => (loggers = Logs.ForConsole()).CreateLogger("imageforge")
    );
    // .NET's own arguments begin with the assembly, not with the name that the program was called by.
    var program = File.ReadAllText("/proc/self/cmdline").Split('\0')[0];
    return await RootCommands.RunAsync(args, program, Console.Out, Console.Error, interruption.Token);
}
catch (Exception exception)
    when (exception
            is ManifestException
                or OutputException
                or DevelopmentClusterException
                or FileNotFoundException
                or FormatException
                or TelemetryException
    )
{
    // User errors are printed without a stack trace.
    await Console.Error.WriteLineAsync($"imageforge: {exception.Message}");
    return ExitCodes.BadInput;
}
catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("imageforge: interrupted; run the same command again to resume");
    return ExitCodes.Interrupted;
}
catch (Exception exception) when (ServerErrors.Knows(exception))
{
    // The API server of a development cluster does not answer, such as on an overloaded machine.
    foreach (var line in ServerErrors.Lines(exception))
    {
        await Console.Error.WriteLineAsync(line);
    }

    return ExitCodes.Failure;
}
catch (Exception exception)
{
    // A bug. Unhandled, it would end the process before anything is cleaned up.
    await Console.Error.WriteLineAsync($"imageforge: internal error: {exception}");
    return ExitCodes.Failure;
}
finally
{
    loggers?.Dispose();
}
