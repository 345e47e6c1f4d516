using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;

namespace ImageForge.Api.Tests.Samples;

/// <summary>The objects of config/samples and config/examples that are of our kinds.</summary>
internal static class Sample
{
    /// <summary>All of them, read anew, so that each test may change its own.</summary>
    public static IReadOnlyList<JsonObject> All =>
        [
            .. new[] { "samples", "examples" }
                .SelectMany(folder => Directory.GetFiles(Repository.Path("config", folder), "*.yaml"))
                .Order(StringComparer.Ordinal)
                .SelectMany(file => YamlReader.Read(File.ReadAllText(file)))
                .Select(document => document.Value!.AsObject())
                .Where(value => (string?)value["apiVersion"] == ApiGroup.ApiVersion),
        ];
}
