using System.CommandLine;
using ImageForge.Cli.Plugin;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge get images</c>: lists stored images.</summary>
internal static class GetCommand
{
    public static Command Create()
    {
        var names = ClusterNames.Objects(
            "Jobs and storyboards (NAME, storyboard/NAME), or images (JOB/VARIANT). Without names, all images of the namespace."
        );
        var format = new Option<string?>("--output", "-o") { Description = "Output format." };
        format.AcceptOnlyFromAmong("wide", "json", "yaml", "name");
        var noHeaders = new Option<bool>("--no-headers") { Description = "Print no column headers." };
        var images = new Command("images", "Lists the stored images of jobs and storyboards.")
        {
            names,
            format,
            noHeaders,
        };
        var cluster = new ClusterArguments(lists: true);
        cluster.AddTo(
            images,
            (session, parsed, cancellation) =>
                RunAsync(
                    session,
                    Targets.Read(parsed.GetValue(names)!),
                    parsed.GetValue(format),
                    !parsed.GetValue(noHeaders),
                    cancellation
                )
        );
        cluster.CompleteNames(names);
        return new Command("get", "Lists images. For other resources use kubectl get.") { images };
    }

    private static async Task<int> RunAsync(
        ClusterSession session,
        Targets targets,
        string? format,
        bool headers,
        CancellationToken cancellation
    )
    {
        var images = await ImageList.FindAsync(session, targets, cancellation);
        if (images.Count == 0 && format is not ("json" or "yaml"))
        {
            session.Output.Error(session.NothingFound);
            return ExitCodes.Success;
        }

        switch (format)
        {
            case "json":
                await session.Output.Results.WriteLineAsync(
                    ImageList.Document(images).ToJsonString(JsonPaths.Indented)
                );
                break;
            case "yaml":
                YamlDocument.Write(ImageList.Document(images), session.Output.Results);
                break;
            case "name":
                foreach (var image in images)
                {
                    session.Output.Line(image.Name);
                }

                break;
            default:
                var now = session.Time.GetUtcNow();
                session.Output.Table(ImageList.Table(images, session.AllNamespaces, format == "wide", now), headers);
                break;
        }

        return ExitCodes.Success;
    }
}
