using System.CommandLine;
using ImageForge.Cli.Plugin;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge watch</c>: the progress of jobs until they end.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var names = ClusterNames.Objects(
            "Jobs and storyboards (NAME, storyboard/NAME). Without names, all of the namespace that have not ended."
        );
        var command = new Command(
            "watch",
            "Shows the progress of jobs and storyboards until all have ended. The exit code tells how: 0 completed, 1 failed, 2 invalid, 3 refused."
        )
        {
            names,
        };
        var cluster = new ClusterArguments(lists: true);
        cluster.AddTo(
            command,
            (session, parsed, cancellation) =>
                new JobWatch(session, View(session, parsed)).RunAsync(
                    Targets.ReadObjects(parsed.GetValue(names)!),
                    cancellation
                )
        );
        cluster.CompleteNames(names);
        return command;
    }

    private static IWatchView View(ClusterSession session, ParseResult parsed) =>
        Console.IsOutputRedirected
        || parsed.InvocationConfiguration.Output != Console.Out
        || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb"
            ? new LineWatchView(session.Output, session.AllNamespaces)
            : new BarWatchView(
                session.Output,
                session.AllNamespaces,
                () => (Console.WindowWidth, Console.WindowHeight)
            );
}
