using System.CommandLine;
using ImageForge.Api.Common;
using ImageForge.Cli.Comparing;
using ImageForge.Cli.Display;
using ImageForge.Cli.Manifests;
using ImageForge.Cli.Output;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge compare</c>: compares two manifests or strategies in one image.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var files = new Option<string[]>("--filename", "-f")
        {
            Description = "Manifest file or directory; given twice, or once with two strategies.",
            Required = true,
        };
        var strategies = new Option<AtmosphereStrategy[]>("--strategy")
        {
            Description = "Atmosphere strategy of a side, overriding the manifest; given twice.",
            DefaultValueFactory = _ => [],
        };
        var file = new Option<string>("--out", "-o") { Description = "Output image file.", Required = true };
        var width = new Option<int>("--width")
        {
            Description = "Width of each image on the sheet in pixels, 64 to 4096.",
            DefaultValueFactory = _ => 640,
        };
        var command = new Command(
            "compare",
            "Renders two manifests or strategies and writes a side-by-side sheet with a difference map."
        )
        {
            files,
            strategies,
            file,
            width,
        };
        width.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 64 or > 4096)
            {
                result.AddError("--width must be from 64 to 4096");
            }
        });
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetValue(files)!,
                    parsed.GetValue(strategies)!,
                    parsed.GetValue(file)!,
                    parsed.GetValue(width),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string[] files,
        AtmosphereStrategy[] strategies,
        string path,
        int width,
        CancellationToken cancellation
    )
    {
        try
        {
            var (left, right) = ComparedSide.Read(files, strategies);
            using var file = PictureFile.Create(path);
            var folder = Directory.CreateTempSubdirectory("imageforge-compare-");
            try
            {
                var view = ProgressViews.ForConsole();
                var comparison = new Comparison(folder.FullName, view, TimeProvider.System);
                using var sheet = await comparison.RunAsync(left, right, width, cancellation);
                file.Write(sheet, derived: true);
                view.Finish($"{path}  {sheet.Width}×{sheet.Height}");
                return ExitCodes.Success;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        catch (Exception exception) when (exception is ManifestException or OutputException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.BadInput;
        }
        catch (ComparisonException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failure;
        }
    }
}
