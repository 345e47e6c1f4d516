using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.DevCluster.Schema;
using ImageForge.Testing.Data;

namespace ImageForge.DevCluster.Tests.Schema;

/// <summary>The recordings of a real control plane, and the definition that they were made with.</summary>
internal static class GoldenCluster
{
    public static string Path(params string[] parts) => RecordedData.Path("kubernetes", parts);

    public static IReadOnlyList<JsonObject> Exchanges(string file) =>
        [.. JsonNode.Parse(File.ReadAllText(Path("exchanges", file)))!.AsArray().Select(entry => entry!.AsObject())];

    public static JsonObject Definition() => Yaml(File.ReadAllText(Path("crd.yaml")));

    public static StructuralSchema JobSchema() =>
        StructuralSchema.Parse(
            Definition()["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!.DeepClone().AsObject()
        );

    public static JsonObject Yaml(string text) => YamlReader.Read(text)[0].Value!.AsObject();
}
