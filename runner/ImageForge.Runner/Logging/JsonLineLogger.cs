using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner.Logging;

/// <summary>Lines for log collectors: one JSON object an event.</summary>
internal sealed class JsonLineLogger(Stream stream, TimeProvider time) : LineLogger(stream, time)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc />
    protected override byte[] Format(LogEvent entry)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", entry.Time.UtcDateTime);
            json.WriteString("level", Name(entry.Level));
            json.WriteString("event", entry.Event);
            json.WriteString("message", entry.Message);
            foreach (var (name, value) in entry.Fields)
            {
                Write(json, name, value);
            }

            // Names by OpenTelemetry's "Trace Context in non-OTLP Log Formats".
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } span)
            {
                json.WriteString("trace_id", span.TraceId.ToHexString());
                json.WriteString("span_id", span.SpanId.ToHexString());
            }

            if (entry.Exception is { } exception)
            {
                json.WriteString("exception", exception.ToString());
            }

            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        if (name == "{OriginalFormat}")
        {
            return;
        }

        json.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(name));
        switch (value)
        {
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string Name(LogLevel level) =>
        level switch
        {
            LogLevel.Information => "info",
            LogLevel.Warning => "warning",
            LogLevel.Error => "error",
            _ => "fatal",
        };
}
