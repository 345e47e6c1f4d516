using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Reads a quantity from a string or a whole number and writes it as a string.</summary>
public sealed class QuantityConverter : JsonConverter<Quantity>
{
    /// <inheritdoc/>
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? new Quantity(reader.GetInt64().ToString(CultureInfo.InvariantCulture))
            : new Quantity(reader.GetString() ?? "0");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
