using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageForge.Contracts;

/// <summary>One byte sequence for one JSON value: keys in ordinal order, no white space, nulls in objects left out.</summary>
/// <remarks>
/// The order and spacing are those of RFC 8785. Numbers keep the shortest form that .NET writes, so the bytes are
/// canonical among ImageForge's own programs, which is what a plan hash needs.
/// </remarks>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a value as canonical UTF-8.</summary>
    public static byte[] Write(JsonNode? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value);
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject fields:
                writer.WriteStartObject();
                foreach (var name in SortedNames(fields))
                {
                    if (fields[name] is { } field)
                    {
                        writer.WritePropertyName(name);
                        Write(writer, field);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonArray items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // Not by OrderBy: its code for pairs would be compiled at each start of a runner.
    private static string[] SortedNames(JsonObject fields)
    {
        var names = new string[fields.Count];
        var count = 0;
        foreach (var (name, _) in fields)
        {
            names[count++] = name;
        }

        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }
}
