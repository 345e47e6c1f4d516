using System.Text.Json.Nodes;
using Xunit;

namespace ImageForge.Kube.Tests.Golden;

/// <summary>Exchanges recorded from a real control plane, where they lie beside the repository.</summary>
internal static class Recordings
{
    /// <summary>All exchanges of a topic, such as <c>07-watch</c>; skips the test where there are none.</summary>
    public static IReadOnlyList<JsonObject> Read(string topic)
    {
        var file = Path.Combine(Folder(), topic + ".json");
        return
        [
            .. JsonNode
                .Parse(File.ReadAllText(file))!
                .AsArray()
                .OfType<JsonObject>()
                .Where(e => e["request"] is not null),
        ];
    }

    /// <summary>Every exchange there is.</summary>
    public static IEnumerable<JsonObject> All() =>
        Directory.GetFiles(Folder(), "*.json").Order().SelectMany(file => Read(Path.GetFileNameWithoutExtension(file)));

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var exchanges = Path.Combine(folder.FullName, "shared", "golden", "kubernetes", "exchanges");
            if (Directory.Exists(exchanges))
            {
                return exchanges;
            }
        }
        Assert.Skip("The recorded exchanges are not here.");
        return "";
    }
}
