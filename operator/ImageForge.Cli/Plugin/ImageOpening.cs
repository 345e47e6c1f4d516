using System.Diagnostics;
using ImageForge.Api;
using ImageForge.Cli.Commands;
using ImageForge.Cli.Output;

namespace ImageForge.Cli.Plugin;

/// <summary>Opens images in the program for them, saves them, or prints where they are.</summary>
internal sealed class ImageOpening(ClusterSession session, ImageFetcher fetcher)
{
    private const string Viewer = "xdg-open";

    /// <summary>Whether to print where images are, and nothing else.</summary>
    public bool Print { get; init; }

    /// <summary>Whether to take all images instead of the primary one.</summary>
    public bool All { get; init; }

    /// <summary>Folder to save images in; null to open them.</summary>
    public string? Folder { get; init; }

    /// <exception cref="PluginException">There is no image, or it cannot be fetched.</exception>
    /// <exception cref="OutputException">It cannot be saved.</exception>
    public async Task<int> RunAsync(Targets targets, CancellationToken cancellation)
    {
        if (targets.Names.Count == 0)
        {
            throw new PluginException("at least one NAME is required", isUsage: true);
        }

        foreach (var target in targets.Names)
        {
            foreach (var image in await ChooseAsync(targets with { Names = [target] }, cancellation))
            {
                session.Output.Line(
                    Print ? await fetcher.LocateAsync(image, cancellation)
                    : Folder is not null ? await SaveAsync(image, Folder, cancellation)
                    : await OpenAsync(image, cancellation)
                );
            }
        }

        return ExitCodes.Success;
    }

    private async Task<IReadOnlyList<ImageEntry>> ChooseAsync(Targets target, CancellationToken cancellation)
    {
        var images = await ImageList.FindAsync(session, target, cancellation);
        if (All || target.Names[0].Image is not null)
        {
            return images.Count > 0 ? images : throw await NoneAsync(target.Names[0], cancellation);
        }

        // Of a storyboard the sheet; frames have primary images of their own.
        var name = target.Names[0].Name;
        var own = images.Where(image => image.Owner.Metadata.Name == name).ToList();
        return (own.Find(image => image.IsPrimary) ?? own.FirstOrDefault()) is { } chosen
            ? [chosen]
            : throw await NoneAsync(target.Names[0], cancellation);
    }

    private async Task<PluginException> NoneAsync(Target target, CancellationToken cancellation)
    {
        var owner = await session.FindAsync(target, cancellation);
        var why = owner.Condition(Conditions.Ready).TextAt("message") ?? "it has not been reconciled";
        return new PluginException($"{owner.Reference()} has no image yet ({JobOutcome.State(owner)}): {why}");
    }

    private async Task<string> OpenAsync(ImageEntry image, CancellationToken cancellation)
    {
        string place;
        if (ImageFetcher.UrlOf(image) is { } url)
        {
            place = url.AbsoluteUri;
        }
        else if (await fetcher.FileAsync(image, cancellation) is { } file)
        {
            // Read in any case: the digest shows whether it is the image.
            await fetcher.FetchAsync(image, cancellation);
            place = file;
        }
        else
        {
            place = await SaveAsync(image, null, cancellation);
        }

        Show(place);
        return place;
    }

    /// <param name="image">The image.</param>
    /// <param name="folder">Where to; null for a new temporary folder, which is made when the image is there.</param>
    /// <param name="cancellation">Stops it.</param>
    private async Task<string> SaveAsync(ImageEntry image, string? folder, CancellationToken cancellation)
    {
        var content = await fetcher.FetchAsync(image, cancellation);
        folder ??= Directory.CreateTempSubdirectory("imageforge-open-").FullName;
        var path = Path.Combine(folder, FileName(image));
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(path + ".part", content, cancellation);
            File.Move(path + ".part", path, overwrite: true);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{path}: cannot write the file: {exception.Message}");
        }
    }

    // Keys may have any characters; names of objects may not.
    private static string FileName(ImageEntry image)
    {
        var extension = Path.GetExtension(image.Key);
        var isPlain = extension.Length is > 1 and < 8 && extension[1..].All(char.IsAsciiLetterOrDigit);
        return $"{image.Owner.Metadata.Name}-{image.Id}{(isPlain ? extension : "")}";
    }

    private void Show(string place)
    {
        var start = new ProcessStartInfo(Viewer) { ArgumentList = { place } };
        try
        {
            // Not waited for: some viewers stay until the image is closed.
            using var viewer = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            session.Output.Error($"{Viewer} not found: the image is not opened");
        }
    }
}
