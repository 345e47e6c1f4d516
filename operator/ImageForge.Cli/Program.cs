using System.CommandLine;
using ImageForge.Cli.Commands;
using ImageForge.Cli.Manifests;
using ImageForge.Cli.Output;
using ImageForge.DevCluster;
using ImageForge.Hosting.Telemetry;
using ImageForge.Imaging.Isolation;

// The environment may contain store credentials, and images are decoded by processes of the same user.
ProcessInspection.Forbid();
var root = new RootCommand("ImageForge: generates images from manifests, with or without a Kubernetes cluster.")
{
    RunCommand.Create(),
    DevCommand.Create(),
    DemoCommand.Create(),
    GalleryCommand.Create(),
    CompareCommand.Create(),
    VerifyCommand.Create(),
};
try
{
    await using var telemetry = TelemetryExport.Start(
        "imageforge",
        typeof(RunCommand).Assembly.GetName().Version!.ToString(3),
        Environment.GetEnvironmentVariable
    );
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
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
