using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace ImageForge.DevCluster.Http;

/// <summary>How JSON leaves the server.</summary>
internal static class JsonOutput
{
    public static JsonSerializerOptions Options { get; } =
        new()
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            MaxDepth = 512,
        };

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
    };

    /// <summary>One document, and the line break that the API server ends it with unless it is for people.</summary>
    public static byte[] Bytes(JsonNode node, bool pretty = false)
    {
        using var buffer = new MemoryStream(1024);
        using (var writer = new Utf8JsonWriter(buffer, pretty ? Indented : Compact))
        {
            node.WriteTo(writer, Options);
        }
        if (!pretty)
        {
            buffer.WriteByte((byte)'\n');
        }
        return buffer.ToArray();
    }

    public static string Text(JsonNode? node) => node is null ? "null" : node.ToJsonString(Options);
}
