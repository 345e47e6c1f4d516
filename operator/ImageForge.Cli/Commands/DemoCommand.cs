using System.CommandLine;
using ImageForge.Cli.Dev;
using ImageForge.Cli.Manifests;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge demo</c>: a development cluster for as long as some manifests need to become pictures.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var arguments = new DevArguments();
        var files = new Argument<string[]>("files")
        {
            Description = "Manifests, or folders of them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(
            "demo",
            "Starts a development cluster, applies manifests, shows what becomes of them, and stops."
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
        Console.WriteLine($"a development cluster is ready at {environment.Server}");
        var demonstration = new Demonstration(environment.Client, options.StoreUri, Console.Out, TimeProvider.System);
        return await demonstration.RunAsync(manifests, cancellation) ? ExitCodes.Success : ExitCodes.Failure;
    }
}
