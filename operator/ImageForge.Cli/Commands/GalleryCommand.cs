using System.CommandLine;
using ImageForge.Cli.Display;
using ImageForge.Cli.Output;
using ImageForge.Scenes.Galleries;

namespace ImageForge.Cli.Commands;

/// <summary><c>imageforge gallery</c>: contact sheets of the built-in artwork.</summary>
internal static class GalleryCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("gallery")
        {
            Description = $"Gallery to draw: {string.Join(", ", Gallery.Names)}.",
        };
        var file = new Option<string>("--out", "-o") { Description = "Output image file.", Required = true };
        var size = new Option<string?>("--size") { Description = "Size of each image, such as 640x480." };
        var intensities = new Option<double[]>("--intensity")
        {
            Description = "Intensities to show side by side, 0 to 1; for atmospheres and assets only.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        var columns = new Option<int?>("--columns") { Description = "Number of columns." };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Seed of all images.",
            DefaultValueFactory = _ => new GalleryOptions().Seed,
        };
        var command = new Command("gallery", "Draws a contact sheet of the built-in atmospheres, assets or looks.")
        {
            name,
            file,
            size,
            intensities,
            columns,
            seed,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var options = new GalleryOptions
                {
                    Size = parsed.GetValue(size) is { } text ? SizeText.Parse(text) : null,
                    Intensities = parsed.GetValue(intensities)!,
                    Columns = parsed.GetValue(columns),
                    Seed = parsed.GetValue(seed),
                };
                return Task.FromResult(Run(parsed.GetValue(name)!, options, parsed.GetValue(file)!, cancellation));
            }
        );
        return command;
    }

    private static int Run(string name, GalleryOptions options, string path, CancellationToken cancellation)
    {
        try
        {
            var gallery = Gallery.Find(name, options);
            using var file = PictureFile.Create(path);
            var view = ProgressViews.ForConsole();
            using var sheet = gallery.Render(new Listener(view, name), cancellation);
            file.Write(sheet);
            view.Finish($"{path}  {sheet.Width}×{sheet.Height}");
            return ExitCodes.Success;
        }
        catch (ArgumentException exception)
        {
            Console.Error.WriteLine($"imageforge: {exception.Message}");
            return ExitCodes.BadInput;
        }
    }

    private sealed class Listener(IProgressView view, string name) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            // Tenths are enough for a log.
            if (value.Done * 10 / value.Total != (value.Done - 1) * 10 / value.Total)
            {
                view.Show(name, value.Done * 100 / value.Total, "Drawing", $"{value.Done}/{value.Total}");
            }
        }
    }
}
