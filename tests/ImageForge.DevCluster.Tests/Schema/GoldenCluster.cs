using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.DevCluster.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.Schema;

/// <summary>The recordings of a real control plane, and the definition that they were made with.</summary>
internal static class GoldenCluster
{
    private static readonly string? Folder = Find();

    public static string Path(params string[] parts)
    {
        Assert.SkipWhen(Folder is null, "the recordings of a real control plane are not beside this checkout");
        return System.IO.Path.Combine([Folder!, .. parts]);
    }

    public static IReadOnlyList<JsonObject> Exchanges(string file) =>
        [.. JsonNode.Parse(File.ReadAllText(Path("exchanges", file)))!.AsArray().Select(entry => entry!.AsObject())];

    public static JsonObject Definition() => Yaml(File.ReadAllText(Path("crd.yaml")));

    public static StructuralSchema JobSchema() =>
        StructuralSchema.Parse(
            Definition()["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.DeepClone().AsObject()
        );

    public static JsonObject Yaml(string text) => YamlReader.Read(text)[0].Value!.AsObject();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var golden = System.IO.Path.Combine(folder.FullName, "shared", "golden", "kubernetes");
            if (Directory.Exists(golden))
                return golden;
        }
        return null;
    }
}
