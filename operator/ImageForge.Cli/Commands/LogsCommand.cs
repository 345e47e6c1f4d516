using System.CommandLine;
using ImageForge.Cli.Plugin;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge logs</c>: the log of a job's runner.</summary>
internal static class LogsCommand
{
    public static Command Create()
    {
        var names = ClusterNames.Objects("Job, or storyboard/NAME for the pod that assembles its frames.");
        var follow = new Option<bool>("--follow", "-f")
        {
            Description = "Wait for the pod where there is none yet, and stream its log until it ends.",
        };
        var previous = new Option<bool>("--previous", "-p") { Description = "The attempt before the last one." };
        var attempt = new Option<int?>("--attempt")
        {
            Description = "Number of the attempt, from 1.",
            HelpName = "NUMBER",
        };
        var tail = new Option<int?>("--tail")
        {
            Description = "Only this many lines from the end.",
            HelpName = "LINES",
        };
        var timestamps = new Option<bool>("--timestamps") { Description = "Prefix each line with its time." };
        foreach (var number in new Option[] { attempt, tail })
        {
            number.CompletesNothing();
        }

        var command = new Command("logs", "Prints the log of a job's runner pod.")
        {
            names,
            follow,
            previous,
            attempt,
            tail,
            timestamps,
        };
        var cluster = new ClusterArguments(lists: false);
        cluster.AddTo(
            command,
            (session, parsed, cancellation) =>
            {
                if (parsed.GetValue(previous) && parsed.GetValue(attempt) is not null)
                {
                    throw new PluginException("--previous and --attempt cannot be combined", isUsage: true);
                }

                var log = new RunnerLog(session)
                {
                    Follow = parsed.GetValue(follow),
                    Previous = parsed.GetValue(previous),
                    Attempt = parsed.GetValue(attempt),
                    TailLines = parsed.GetValue(tail),
                    Timestamps = parsed.GetValue(timestamps),
                };
                return log.PrintAsync(Targets.ReadSingle(parsed.GetValue(names)!), cancellation);
            }
        );
        cluster.CompleteNames(names);
        return command;
    }
}
