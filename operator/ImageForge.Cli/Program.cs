using System.CommandLine;
using ImageForge.Cli.Commands;
using ImageForge.Cli.Manifests;
using ImageForge.Cli.Output;
using ImageForge.DevCluster;
using ImageForge.Imaging.Isolation;

// The environment may hold keys of a store, and pictures are decoded by processes of the same user.
ProcessInspection.Forbid();
var root = new RootCommand("ImageForge: pictures from manifests, on a cluster or without one.")
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
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception)
    when (exception
            is ManifestException
                or OutputException
                or DevelopmentClusterException
                or FileNotFoundException
                or FormatException
    )
{
    // One sentence for people; everything that is not foreseen ends with its stack instead.
    await Console.Error.WriteLineAsync($"imageforge: {exception.Message}");
    return ExitCodes.BadInput;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("imageforge: stopped; the same command goes on where it was");
    return ExitCodes.Interrupted;
}
