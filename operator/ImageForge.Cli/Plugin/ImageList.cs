using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.Cli.Dev;
using ImageForge.DevCluster.Tables;
using ImageForge.Kube;
using ImageForge.Planning.Pods;

namespace ImageForge.Cli.Plugin;

/// <summary>A stored image of a job, or the contact sheet of a storyboard.</summary>
/// <param name="Owner">The job or storyboard.</param>
/// <param name="Id">Index of the variant, or <see cref="ImageList.Sheet"/>.</param>
/// <param name="Stored">What the status says about it.</param>
internal sealed record ImageEntry(Unstructured Owner, string Id, JsonObject Stored)
{
    /// <summary>Name that commands take.</summary>
    public string Name => $"{Owner.Metadata.Name}/{Id}";

    public string Key => Stored.TextAt("key") ?? "";

    public string? Url => Stored.TextAt("url");

    public string? Sha256 => Stored.TextAt("sha256");

    public long? Bytes => Stored.NumberAt("bytes");

    public bool IsPrimary => Id == ImageList.Sheet || Stored.FlagAt("primary");
}

/// <summary>Finds images in the status of objects, and shows them.</summary>
internal static class ImageList
{
    /// <summary>Id of a storyboard's contact sheet.</summary>
    public const string Sheet = "sheet";

    private static readonly string[] Units = ["Ki", "Mi", "Gi"];

    /// <summary>The images of a job or storyboard, without those of a storyboard's frames.</summary>
    public static IEnumerable<ImageEntry> Of(Unstructured owner) =>
        owner.IsStoryboard()
            ? owner.Json.At("status", "contactSheet") is JsonObject sheet
                ? [new ImageEntry(owner, Sheet, sheet)]
                : []
            : owner
                .Json.ItemsAt("status", "artifacts")
                .Select(artifact => new ImageEntry(owner, artifact.TextAt("variant") ?? "", artifact));

    /// <summary>The images of objects, and of the frames of named storyboards, in the order of their names.</summary>
    public static async Task<IReadOnlyList<ImageEntry>> FindAsync(
        ClusterSession session,
        Targets targets,
        CancellationToken cancellation
    )
    {
        var owners = await session.FindAsync(targets, cancellation);
        // A list of all has the frames anyway.
        var boards = owners.Where(
            (owner, i) => owner.IsStoryboard() && targets.Names.ElementAtOrDefault(i) is { Image: null }
        );
        var frames = await Task.WhenAll(boards.Select(board => FramesAsync(session, board, cancellation)));
        IReadOnlyList<ImageEntry> images =
        [
            .. owners
                .Concat(frames.SelectMany(list => list))
                .DistinctBy(owner => owner.Metadata.Uid)
                .SelectMany(Of)
                .Where(image => IsChosen(image, targets.Names))
                .OrderBy(image => image.Owner.Metadata.NamespaceProperty, StringComparer.Ordinal)
                .ThenBy(image => image.Owner.Metadata.Name, StringComparer.Ordinal)
                .ThenBy(image => image.Id, StringComparer.Ordinal),
        ];
        var missing = targets.Names.FirstOrDefault(target =>
            target.Image is not null && images.All(image => image.Name != $"{target.Name}/{target.Image}")
        );
        return missing is null
            ? images
            : throw new PluginException($"image \"{missing.Name}/{missing.Image}\" not found");
    }

    /// <summary>The jobs of a storyboard's frames.</summary>
    public static async Task<IReadOnlyList<Unstructured>> FramesAsync(
        ClusterSession session,
        Unstructured board,
        CancellationToken cancellation
    )
    {
        var options = new ListOptions { LabelSelector = $"{Labels.Storyboard}={board.Metadata.Name}" };
        var ns = board.Metadata.NamespaceProperty;
        var jobs = await session.Client.ListAsync(KnownKinds.GenerationJobs, ns, cancellation, options);
        return [.. jobs.Items.Where(job => job.ControllerUid() == board.Metadata.Uid)];
    }

    /// <summary>The table of <c>get images</c>.</summary>
    public static Table Table(IReadOnlyList<ImageEntry> images, bool namespaces, bool wide, DateTimeOffset now)
    {
        string[] first = namespaces ? ["NAMESPACE"] : [];
        string[] last = wide ? ["SCORES", "KEY", "URL"] : [];
        var table = new Table([.. first, "NAME", "SEED", "RESOLUTION", "FORMAT", "SIZE", "PRIMARY", "AGE", .. last]);
        foreach (var image in images)
        {
            string?[] space = namespaces ? [image.Owner.Metadata.NamespaceProperty] : [];
            string?[] more = wide ? [Scores(image.Stored), image.Key, image.Url] : [];
            table.Add([.. space, image.Name, .. Cells(image), Age(image, now), .. more]);
        }

        return table;
    }

    /// <summary>The document of <c>get images -o json</c>: what the status says, with the name and its owner.</summary>
    public static JsonObject Document(IReadOnlyList<ImageEntry> images) =>
        new()
        {
            ["apiVersion"] = "cli.imageforge.dev/v1alpha1",
            ["kind"] = "ImageList",
            ["items"] = new JsonArray([.. images.Select(Item)]),
        };

    // Frames are not named themselves.
    private static bool IsChosen(ImageEntry image, IReadOnlyList<Target> targets)
    {
        var own = targets.Where(target => target.Name == image.Owner.Metadata.Name).ToList();
        return own.Count == 0 || own.Any(target => target.Image is null || target.Image == image.Id);
    }

    private static string?[] Cells(ImageEntry image) =>
        [
            image.Stored.TextAt("seed"),
            image.Stored.NumberAt("width") is { } width ? $"{width}x{image.Stored.NumberAt("height")}" : null,
            image.Stored.TextAt("format"),
            image.Bytes is { } bytes ? Size(bytes) : null,
            image.IsPrimary ? "true" : "false",
        ];

    private static string? Scores(JsonObject stored) =>
        string.Join(',', stored.ItemsAt("scores").Select(score => $"{score.TextAt("name")}={score.TextAt("value")}"));

    private static string Age(ImageEntry image, DateTimeOffset now) =>
        Ages.Since(image.Owner.Json.At("status", "completionTime"), now);

    private static string Size(long bytes)
    {
        var (value, unit) = ((double)bytes, "");
        for (var i = 0; value >= 1024 && i < Units.Length; i++)
        {
            (value, unit) = (value / 1024, Units[i]);
        }

        return value.ToString(value < 10 && unit.Length > 0 ? "0.0" : "0", CultureInfo.InvariantCulture) + unit;
    }

    private static JsonNode Item(ImageEntry image)
    {
        var item = new JsonObject
        {
            ["name"] = image.Name,
            ["namespace"] = image.Owner.Metadata.NamespaceProperty,
            ["owner"] = new JsonObject { ["kind"] = image.Owner.Kind, ["name"] = image.Owner.Metadata.Name },
        };
        foreach (var (name, value) in image.Stored)
        {
            item[name] = value?.DeepClone();
        }

        return item;
    }
}
