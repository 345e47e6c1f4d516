using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageForge.Api;

/// <summary>
/// Times of our own kinds as <c>meta/v1 Time</c> writes them: UTC, whole seconds. Any RFC 3339 time is read.
/// </summary>
public sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(UtcTime.Text(value.UtcDateTime, UtcTime.Seconds));
}

/// <summary>
/// Times of Kubernetes' own types, as <see cref="TimeConverter"/> writes ours. The library writes fractions of a second
/// wherever a time has some, and an API server does not.
/// </summary>
public sealed class KubernetesTimeConverter : JsonConverter<DateTime>
{
    /// <inheritdoc/>
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().UtcDateTime;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(UtcTime.Text(value, UtcTime.Seconds));
}

/// <summary>
/// <c>meta/v1 MicroTime</c>: always six decimals. The library leaves them out of a time that ends on a whole second, and the
/// API server rejects such a MicroTime.
/// </summary>
internal sealed class MicroTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().UtcDateTime;

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(UtcTime.Text(value, UtcTime.Microseconds));
}

internal static class UtcTime
{
    public const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    public const string Microseconds = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Text(DateTime time, string format) =>
        time.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture);
}
