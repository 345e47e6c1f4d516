using System.CommandLine;
using ImageForge.Cli.Dev;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge dev</c>: runs the development cluster.</summary>
internal static class DevCommand
{
    public static Command Create()
    {
        var arguments = new DevArguments();
        var command = new Command("dev", "Runs a local development cluster with the operator until Ctrl-C.");
        arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(arguments.Read(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DevOptions options, CancellationToken cancellation)
    {
        var stopped = new TaskCompletionSource();
        await using var stop = cancellation.Register(() =>
        {
            Console.Error.WriteLine("imageforge: stopping the development cluster");
            stopped.SetResult();
        });
        try
        {
            await RunAsync(options, stopped.Task, cancellation);
            return ExitCodes.Success;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static async Task RunAsync(DevOptions options, Task stopped, CancellationToken cancellation)
    {
        using var loggers = Logs.ForConsole();
        await using var environment = await DevEnvironment.StartAsync(options, loggers, cancellation);
        Console.WriteLine(
            $"""
            ready at {environment.Server}

              export KUBECONFIG={environment.Kubeconfig}
              kubectl apply -f config/samples/
              kubectl get generationjobs -w

            Images are stored in {options.StoreUri}. Press Ctrl-C to stop.
            """
        );
        await (options.Operator ? await Task.WhenAny(environment.Operator, stopped) : stopped);
    }
}
