using System.CommandLine;
using ImageForge.Cli.Dev;
using ImageForge.Cli.Manifests;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge demo</c>: runs manifests on a temporary development cluster.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var arguments = new DevArguments();
        var files = new Argument<string[]>("files")
        {
            Description = "Manifest files or directories.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(
            "demo",
            "Starts a development cluster, applies manifests, waits until they are complete, and stops."
        )
        {
            files,
        };
        arguments.AddTo(command);
        command.SetAction(
            (parsed, cancellation) => RunAsync(parsed.GetValue(files)!, arguments.Read(parsed), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(string[] files, DevOptions options, CancellationToken cancellation)
    {
        var manifests = ManifestReader.Read(files, Console.In);
        using var loggers = Logs.ForConsole();
        await using var environment = await DevEnvironment.StartAsync(options, loggers, cancellation);
        Console.WriteLine($"development cluster ready at {environment.Server}");
        var demonstration = new Demonstration(environment.Client, options.StoreUri, Console.Out, TimeProvider.System);
        return await demonstration.RunAsync(manifests, cancellation) ? ExitCodes.Success : ExitCodes.Failure;
    }
}
