using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>
/// Times as <c>meta/v1 Time</c> writes them: UTC, whole seconds. Any RFC 3339 time is read.
/// </summary>
public sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
}
