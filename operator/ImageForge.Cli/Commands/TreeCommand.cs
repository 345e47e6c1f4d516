using System.CommandLine;
using ImageForge.Cli.Plugin;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge tree</c>: storyboards, jobs and what they own.</summary>
internal static class TreeCommand
{
    public static Command Create()
    {
        var names = ClusterNames.Objects(
            "Jobs and storyboards (NAME, storyboard/NAME). Without names, all of the namespace."
        );
        var command = new Command(
            "tree",
            "Shows storyboards, their frames, and the objects of each job with their state."
        )
        {
            names,
        };
        var cluster = new ClusterArguments(lists: true);
        cluster.AddTo(
            command,
            async (session, parsed, cancellation) =>
            {
                var table = await Tree.OfAsync(session, Targets.ReadObjects(parsed.GetValue(names)!), cancellation);
                if (table.Count == 0)
                {
                    session.Output.Error(session.NothingFound);
                    return ExitCodes.Success;
                }

                session.Output.Table(table);
                return ExitCodes.Success;
            }
        );
        cluster.CompleteNames(names);
        return command;
    }
}
