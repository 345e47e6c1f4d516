using System.CommandLine;
using ImageForge.Cli.Plugin;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge open</c>: shows or fetches stored images.</summary>
internal static class OpenCommand
{
    public static Command Create()
    {
        var names = ClusterNames.Objects(
            "Job (its primary image), JOB/VARIANT, or storyboard/NAME (its contact sheet)."
        );
        var print = new Option<bool>("--print") { Description = "Print where the image is; fetch and open nothing." };
        var all = new Option<bool>("--all") { Description = "All images of the job, or of the storyboard's frames." };
        var folder = new Option<string?>("--out", "-o")
        {
            Description = "Folder to save the images in, instead of opening them.",
            HelpName = "FOLDER",
        };
        var command = new Command("open", "Opens the images of a job or storyboard, or saves them.")
        {
            names,
            print,
            all,
            folder,
        };
        var cluster = new ClusterArguments(lists: false);
        cluster.AddTo(
            command,
            (session, parsed, cancellation) =>
            {
                var opening = new ImageOpening(session, new ImageFetcher(session, Environment.GetEnvironmentVariable))
                {
                    Print = parsed.GetValue(print),
                    All = parsed.GetValue(all),
                    Folder = parsed.GetValue(folder),
                };
                return opening.RunAsync(Targets.Read(parsed.GetValue(names)!), cancellation);
            }
        );
        cluster.CompleteNames(names);
        return command;
    }
}
