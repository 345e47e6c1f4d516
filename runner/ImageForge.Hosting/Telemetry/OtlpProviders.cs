using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ImageForge.Hosting.Telemetry;

/// <summary>OpenTelemetry's providers of traces and metrics with OTLP exporters.</summary>
internal sealed class OtlpProviders : IAsyncDisposable
{
    // Every source and meter of ImageForge; .NET's HttpClient has spans of its own, by the HTTP conventions.
    private const string Own = "ImageForge.*";
    private const string HttpClients = "System.Net.Http";

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    private OtlpProviders(TracerProvider? traces, MeterProvider? metrics) => (_traces, _metrics) = (traces, metrics);

    /// <param name="service">Name of the service, unless a variable names it.</param>
    /// <param name="version">Version of the service.</param>
    /// <param name="variables">OpenTelemetry's variables, in place of the environment of the process.</param>
    /// <param name="traces">Whether to export spans.</param>
    /// <param name="metrics">Whether to export metrics.</param>
    /// <param name="logger">Logs exports that fail.</param>
    /// <exception cref="TelemetryException">The library refuses a variable.</exception>
    public static OtlpProviders Start(
        string service,
        string version,
        IReadOnlyDictionary<string, string?> variables,
        bool traces,
        bool metrics,
        ILogger logger
    )
    {
        // The library reads variables from here where it is registered, else from the environment.
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(variables).Build();
        // The last has precedence: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES.
        void Describe(ResourceBuilder resource) =>
            resource
                .Clear()
                .AddService(service, serviceVersion: version)
                .AddTelemetrySdk()
                .AddEnvironmentVariableDetector();

        TracerProvider? tracing = null;
        try
        {
            tracing = traces
                ? Sdk.CreateTracerProviderBuilder()
                    .ConfigureServices(services => services.AddSingleton<IConfiguration>(configuration))
                    .ConfigureResource(Describe)
                    .AddSource(Own, HttpClients)
                    .AddProcessor(new LoneClientFilter())
                    .AddOtlpExporter(options => Configure(options, "TRACES", configuration, logger))
                    .Build()
                : null;
            var measuring = metrics
                ? Sdk.CreateMeterProviderBuilder()
                    .ConfigureServices(services => services.AddSingleton<IConfiguration>(configuration))
                    .ConfigureResource(Describe)
                    .AddMeter(Own)
                    .AddOtlpExporter(options => Configure(options, "METRICS", configuration, logger))
                    .Build()
                : null;
            return new(tracing, measuring);
        }
        // Variables that TelemetryVariables does not check, such as a missing file of OTEL_EXPORTER_OTLP_CERTIFICATE.
        catch (Exception e)
            when (e
                    is ArgumentException
                        or NotSupportedException
                        or InvalidOperationException
                        or IOException
                        or UnauthorizedAccessException
                        or CryptographicException
            )
        {
            // Else the traces would be exported although the runner says that nothing is.
            tracing?.Dispose();
            throw new TelemetryException($"Invalid OTEL_* variable: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Flushes in bounded time. The exporters' own threads do not keep a process alive.</summary>
    public async ValueTask DisposeAsync()
    {
        var limit = (int)TelemetryExport.FlushTimeout.TotalMilliseconds;
        var flushed = Task.WhenAll(
            BlockingAsync(() => _traces?.Shutdown(limit)),
            BlockingAsync(() => _metrics?.Shutdown(limit))
        );
        // Bounded once more: an exporter may begin another call just before its limit.
        await Task.WhenAny(flushed, Task.Delay(TelemetryExport.FlushTimeout));

        // On threads of their own: they block, and the exporters need those of the pool, which gets new ones slowly.
        static Task BlockingAsync(Action shutdown) =>
            Task.Factory.StartNew(
                shutdown,
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
    }

    /// <summary>The variables of one signal, which this exporter reads only for all signals at once.</summary>
    private static void Configure(
        OtlpExporterOptions options,
        string signal,
        IConfiguration configuration,
        ILogger logger
    )
    {
        if (Value("PROTOCOL") is { } protocol)
        {
            options.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        }

        if (Value("ENDPOINT") is { } endpoint)
        {
            options.Endpoint = new Uri(endpoint);
        }

        if (Value("HEADERS") is { } headers)
        {
            options.Headers = headers;
        }

        if (int.TryParse(Value("TIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out var timeout))
        {
            options.TimeoutMilliseconds = timeout;
        }

        if (Value("COMPRESSION") is { } compression)
        {
            options.Compression = Enum.Parse<OtlpExportCompression>(compression, ignoreCase: true);
        }

        var clients = options.HttpClientFactory;
        options.HttpClientFactory = () =>
        {
            var client = clients();
            client.MaxResponseContentBufferSize = options.MaxResponseSizeBytes;
            return ExportWatch.Over(client, signal == "TRACES" ? "traces" : "metrics", options.Endpoint, logger);
        };

        string Name(string setting) => $"OTEL_EXPORTER_OTLP_{signal}_{setting}";

        string? Value(string setting) => configuration[Name(setting)] is { Length: > 0 } value ? value : null;
    }

    /// <summary>Drops HTTP calls that belong to no other span: watches, leader election, polling.</summary>
    private sealed class LoneClientFilter : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (data.Source.Name == HttpClients && data.ParentSpanId == default)
            {
                data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            }
        }
    }
}
