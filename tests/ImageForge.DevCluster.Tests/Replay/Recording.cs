using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>A file of recorded exchanges with a real control plane.</summary>
internal sealed record Recording(string Name, IReadOnlyList<Exchange> Exchanges)
{
    /// <summary>The folder of the recordings, beside a parent of the repository; null where they are not given.</summary>
    public static string? Folder { get; } = Find();

    public static Recording Load(string name)
    {
        var list = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder!, "exchanges", name + ".json")))!.AsArray();
        return new Recording(name, [.. list.Select((e, i) => new Exchange(i, e!.AsObject()))]);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "shared", "golden", "kubernetes");
            if (Directory.Exists(found))
                return found;
        }
        return null;
    }
}
