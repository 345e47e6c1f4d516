using System.Reflection;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.OpenApi;

/// <summary>The schemas that all documents share: metadata, Status, DeleteOptions.</summary>
internal static class MetaSchemas
{
    private const string Prefix = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static readonly Lazy<JsonObject> Schemas = new(Read);

    /// <summary>A reference to one of them.</summary>
    public static JsonObject Reference(string name) => OpenApiText.Reference(Prefix + name);

    public static void AddTo(JsonObject schemas)
    {
        foreach (var (name, schema) in Schemas.Value)
        {
            schemas[Prefix + name] = schema!.DeepClone();
        }
    }

    private static JsonObject Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("openapi-meta-v1.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
