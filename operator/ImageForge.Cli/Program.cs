using ImageForge.Cli.Commands;
using ImageForge.Cli.Manifests;
using ImageForge.Cli.Output;
using ImageForge.DevCluster;
using ImageForge.Hosting.Telemetry;
using ImageForge.Imaging.Isolation;
using Microsoft.Extensions.Logging;

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
    return await RootCommands.RunAsync(args, program, Console.Out, Console.Error);
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
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("imageforge: interrupted; run the same command again to resume");
    return ExitCodes.Interrupted;
}
finally
{
    loggers?.Dispose();
}
