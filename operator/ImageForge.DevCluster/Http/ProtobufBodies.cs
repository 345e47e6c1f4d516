using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http;

/// <summary>
/// Reads the few objects that kubectl (its generators and reviews) and helm (its releases) send as protobuf: the envelope,
/// then the fields that those commands fill in.
/// </summary>
internal static class ProtobufBodies
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private static readonly byte[] Magic = [(byte)'k', (byte)'8', (byte)'s', 0];

    /// <exception cref="ApiError">UnsupportedMediaType, for anything that is not understood whole.</exception>
    public static JsonObject Decode(byte[] body)
    {
        if (!body.AsSpan().StartsWith(Magic))
        {
            throw Unsupported();
        }
        var o = new JsonObject();
        ReadOnlyMemory<byte> raw = default;
        foreach (var field in ProtobufReader.Read(body.AsMemory(Magic.Length)))
        {
            if (field.Number == 1)
            {
                foreach (var meta in ProtobufReader.Read(field.Bytes))
                {
                    o[meta.Number == 1 ? "apiVersion" : "kind"] = meta.Text;
                }
            }
            else if (field.Number == 2)
            {
                raw = field.Bytes;
            }
        }
        var schema = ProtobufSchemas.For((string?)o["kind"]) ?? throw Unsupported();
        Fill(o, schema, raw);
        return o;
    }

    private static void Fill(JsonObject o, ProtobufMessage message, ReadOnlyMemory<byte> bytes)
    {
        foreach (var field in ProtobufReader.Read(bytes))
        {
            if (!message.Fields.TryGetValue(field.Number, out var known))
            {
                throw Unsupported();
            }
            var value = Value(known, field);
            if (known.Form == ProtobufForm.StringMap || known.Form == ProtobufForm.BytesMap)
            {
                if (o[known.Name] is not JsonObject map)
                {
                    o[known.Name] = map = [];
                }
                var entry = value!.AsObject();
                map[(string?)entry["key"] ?? ""] = entry["value"]?.DeepClone();
            }
            else if (known.Repeated)
            {
                if (o[known.Name] is not JsonArray list)
                {
                    o[known.Name] = list = [];
                }
                list.Add(value);
            }
            else if (value is not null)
            {
                o[known.Name] = value;
            }
        }
    }

    private static JsonNode? Value(ProtobufField known, ProtobufValue field)
    {
        switch (known.Form)
        {
            case ProtobufForm.Text:
                // An empty string is unset, except in lists: "" is the core group in rules.
                return field.Text.Length == 0 && !known.Repeated ? null : field.Text;
            case ProtobufForm.Integer:
                return field.Integer;
            case ProtobufForm.Boolean:
                return field.Integer != 0;
            case ProtobufForm.StringMap or ProtobufForm.BytesMap:
                var entry = new JsonObject();
                foreach (var part in ProtobufReader.Read(field.Bytes))
                {
                    entry[part.Number == 1 ? "key" : "value"] =
                        part.Number == 2 && known.Form == ProtobufForm.BytesMap
                            ? Convert.ToBase64String(part.Bytes.Span)
                            : part.Text;
                }
                entry["value"] ??= "";
                return entry;
            case ProtobufForm.Message:
                var nested = new JsonObject();
                Fill(nested, known.Message!, field.Bytes);
                return nested.Count == 0 ? null : nested;
            default:
                // An unset time.
                return null;
        }
    }

    private static ApiError Unsupported() => BodyReader.UnsupportedType("application/json, application/yaml");
}
