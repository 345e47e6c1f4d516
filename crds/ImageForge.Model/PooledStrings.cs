using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageForge.Model;

/// <summary>
/// Reads strings, of short ones that were read lately the same instance: the words of Kubernetes objects are mostly the same
/// few. Thread-safe.
/// </summary>
public sealed class PooledStrings : JsonConverter<string>
{
    private const int Longest = 96;
    private const int Slots = 2048;

    // Words that share a slot replace each other.
    private readonly string?[] _slots = new string?[Slots];

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? Text(ref reader) : reader.GetString();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    /// <inheritdoc/>
    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => Text(ref reader)!;

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    private string? Text(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length is 0 or > Longest)
        {
            return reader.GetString();
        }

        ref var slot = ref _slots[Slot(reader.ValueSpan)];
        if (slot is { } known && Ascii.Equals(reader.ValueSpan, known))
        {
            return known;
        }

        return slot = reader.GetString();
    }

    private static int Slot(ReadOnlySpan<byte> text)
    {
        var hash = 2166136261;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619;
        }

        return (int)(hash % Slots);
    }
}
