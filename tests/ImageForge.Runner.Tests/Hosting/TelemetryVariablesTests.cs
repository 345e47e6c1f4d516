using ImageForge.Hosting.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Runner.Tests.Hosting;

/// <summary>Which values of OpenTelemetry's variables are taken, and how others are named.</summary>
public sealed class TelemetryVariablesTests
{
    private const string Samplers =
        "must be always_on, always_off, traceidratio, parentbased_always_on, parentbased_always_off or parentbased_traceidratio";

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "hush", "must be an http or https URL")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "hush", "must be an http or https URL")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "hush", "must be grpc or http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http/json", "must be grpc or http/protobuf")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "10s", "must be a number of milliseconds from 1 to 2147483647")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", "0", "must be a number of milliseconds from 1 to 2147483647")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "hush", "must be a list of headers: name=value,name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=hush,b", "must be a list of headers: name=value,name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=b,", "must be a list of headers: name=value,name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "=hush", "must be a list of headers: name=value,name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a b=hush", "must be a list of headers: name=value,name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=hush%0A", "must be a list of headers: name=value,name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "a=b%2Chush", "must be a list of headers: name=value,name=value")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "hush", "must be a list of headers: name=value,name=value")]
    [InlineData("OTEL_SDK_DISABLED", "hush", "must be true or false")]
    [InlineData("OTEL_TRACES_EXPORTER", "hush", "must be otlp or none")]
    [InlineData("OTEL_METRICS_EXPORTER", "prometheus", "must be otlp or none")]
    [InlineData("OTEL_TRACES_SAMPLER", "hush", Samplers)]
    [InlineData("OTEL_TRACES_SAMPLER", "always_on ", Samplers)]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "hush", "must be a number from 0 to 1")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "1.5", "must be a number from 0 to 1")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "-0.1", "must be a number from 0 to 1")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "0,5", "must be a number from 0 to 1")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "NaN", "must be a number from 0 to 1")]
    [InlineData("OTEL_BSP_SCHEDULE_DELAY", "5s", "must be a number of milliseconds from 1 to 2147483647")]
    [InlineData("OTEL_BSP_SCHEDULE_DELAY", "0", "must be a number of milliseconds from 1 to 2147483647")]
    [InlineData("OTEL_BSP_EXPORT_TIMEOUT", "-1", "must be a number of milliseconds from 0 to 2147483647")]
    [InlineData("OTEL_BSP_MAX_QUEUE_SIZE", "hush", "must be a number of spans from 1 to 2147483647")]
    [InlineData("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "2147483648", "must be a number of spans from 1 to 2147483647")]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION", "zstd", "must be gzip or none")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "hush", "must be gzip or none")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_COMPRESSION", "hush", "must be gzip or none")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "hush", "must be a list of attributes: name=value,name=value")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "a=b,hush", "must be a list of attributes: name=value,name=value")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "=hush", "must be a list of attributes: name=value,name=value")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "1m", "must be a number of milliseconds from 1 to 2147483647")]
    [InlineData("OTEL_METRIC_EXPORT_TIMEOUT", "hush", "must be a number of milliseconds from 0 to 2147483647")]
    [InlineData("OTEL_METRICS_EXEMPLAR_FILTER", "hush", "must be always_on, always_off or trace_based")]
    [InlineData("OTEL_SPAN_EVENT_COUNT_LIMIT", "hush", "must be a number of items or characters from 0 to 2147483647")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "hush", "must be cumulative, delta or lowmemory")]
    [InlineData(
        "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
        "hush",
        "must be explicit_bucket_histogram or base2_exponential_bucket_histogram"
    )]
    public void An_invalid_variable_is_named_without_its_value(string name, string value, string problem)
    {
        var variables = new Dictionary<string, string>
        {
            [TelemetryExport.EndpointVariable] = "http://127.0.0.1:9",
            [name] = value,
        };
        var error = Assert.Throws<TelemetryException>(() =>
            TelemetryExport.Start("test", "1.0.0", variable => variables.GetValueOrDefault(variable), NoLog)
        );
        Assert.Equal($"{name} {problem}", error.Message);
        Assert.DoesNotContain("hush", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("OTEL_TRACES_SAMPLER", "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG", "0.25")]
    [InlineData("OTEL_TRACES_SAMPLER", "ALWAYS_OFF", "OTEL_TRACES_SAMPLER_ARG", "1e-3")]
    [InlineData("OTEL_BSP_EXPORT_TIMEOUT", "0", "OTEL_BSP_MAX_QUEUE_SIZE", "1")]
    [InlineData("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip", "OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", "none")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "a=b=c, d=%20,e=", "OTEL_SDK_DISABLED", "False")]
    [InlineData("OTEL_TRACES_EXPORTER", "otlp", "OTEL_METRICS_EXPORTER", "none")]
    public async Task Valid_variables_are_taken(string name, string value, string other, string its)
    {
        var variables = new Dictionary<string, string>
        {
            [TelemetryExport.EndpointVariable] = "http://127.0.0.1:9",
            [name] = value,
            [other] = its,
        };
        await using var export = TelemetryExport.Start(
            "test",
            "1.0.0",
            variable => variables.GetValueOrDefault(variable),
            NoLog
        );
        Assert.NotNull(export);
    }

    [Theory]
    [InlineData("a=b")]
    [InlineData("a=b, authorization = Bearer x==")]
    [InlineData("a=b%20c")]
    [InlineData("a=b%2Cc=d")]
    [InlineData("a=")]
    public async Task Valid_headers_are_taken(string headers)
    {
        var variables = new Dictionary<string, string>
        {
            [TelemetryExport.EndpointVariable] = "http://127.0.0.1:9",
            [TelemetryExport.HeadersVariable] = headers,
        };
        await using var export = TelemetryExport.Start(
            "test",
            "1.0.0",
            name => variables.GetValueOrDefault(name),
            NoLog
        );
        Assert.NotNull(export);
    }

    private static ILogger NoLog() => NullLogger.Instance;
}
