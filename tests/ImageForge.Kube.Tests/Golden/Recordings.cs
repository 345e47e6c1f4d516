using System.Text.Json.Nodes;
using ImageForge.Testing.Data;

namespace ImageForge.Kube.Tests.Golden;

/// <summary>Exchanges recorded from a real control plane.</summary>
internal static class Recordings
{
    /// <summary>All exchanges of a topic, such as <c>07-watch</c>.</summary>
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

    private static string Folder() => RecordedData.Path("kubernetes", "exchanges");
}
