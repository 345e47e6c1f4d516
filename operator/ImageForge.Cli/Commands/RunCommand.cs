using System.CommandLine;
using System.Globalization;
using ImageForge.Api.Common;
using ImageForge.Cli.Display;
using ImageForge.Cli.Local;
using ImageForge.Cli.Manifests;
using ImageForge.Contracts.Plans;
using ImageForge.Planning;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge run</c>: runs manifests in this process, without a cluster.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var files = new Option<string[]>("--filename", "-f")
        {
            Description = "Manifest file, directory of manifests, or - for standard input; can be repeated.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var folder = new Option<string?>("--out", "-o")
        {
            Description = "Output directory of the images. Defaults to each job's own storage, else ./imageforge-out.",
        };
        var command = new Command("run", "Runs manifests locally, without a cluster.") { files, folder };
        command.SetAction(
            (parsed, cancellation) => RunAsync(parsed.GetValue(files)!, parsed.GetValue(folder), cancellation)
        );
        return command;
    }

    private static async Task<int> RunAsync(string[] files, string? folder, CancellationToken cancellation)
    {
        LocalObjects objects;
        try
        {
            objects = LocalObjects.Admit(ManifestReader.Read(files, Console.In), TimeProvider.System);
        }
        catch (ManifestException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.BadInput;
        }

        var defaults = new OperatorDefaults { StoreUri = StoreUri(folder ?? "imageforge-out"), AllowFileUris = true };
        var view = ProgressViews.ForConsole();
        var session = new LocalSession(
            objects,
            defaults,
            folder is null ? null : defaults.StoreUri,
            new LocalRunner(view, NullLogger.Instance),
            TimeProvider.System
        );
        var isWell = true;
        var start = TimeProvider.System.GetTimestamp();
        await foreach (var result in session.RunAsync(cancellation))
        {
            isWell &= Report(result, TimeProvider.System.GetElapsedTime(start), view);
            start = TimeProvider.System.GetTimestamp();
        }

        return isWell ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static bool Report(LocalResult result, TimeSpan elapsed, IProgressView view)
    {
        var seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        view.Finish($"{result.Name}  {result.State}  {result.Images} in {seconds} s");
        foreach (var place in result.Places)
        {
            view.Finish($"  {place}");
        }

        if (result.Rendered is { } rendered)
        {
            view.Finish($"  {rendered}");
        }

        foreach (var problem in result.Problems)
        {
            Console.Error.WriteLine($"{result.Name}: {problem}");
        }

        return result.State == JobState.Completed;
    }

    private static string StoreUri(string folder) => FileUri.Of(Path.GetFullPath(folder));
}
