using Microsoft.Extensions.Logging;

namespace ImageForge.Hosting.Telemetry;

/// <summary>
/// Sends the spans and metrics of ImageForge to an OTLP collector, where one is configured by OpenTelemetry's own
/// variables.
/// </summary>
/// <remarks>
/// This type uses nothing of OpenTelemetry, so that without an endpoint none of its assemblies is loaded: an
/// ActivitySource without a listener creates nothing.
/// </remarks>
public static class TelemetryExport
{
    /// <summary>The longest that disposing of an export waits for the collector.</summary>
    public static TimeSpan FlushTimeout { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The variable of the collector's address, for traces and metrics.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The variable of the protocol: <c>grpc</c>, the default, or <c>http/protobuf</c>.</summary>
    public const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>The variable of headers to send, which may hold credentials of the collector.</summary>
    public const string HeadersVariable = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <summary>The variables that may hold credentials of the collector.</summary>
    public static IReadOnlyList<string> SecretVariables { get; } =
    [HeadersVariable, "OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_METRICS_HEADERS"];

    /// <summary>Starts to export; null where no endpoint is set or <c>OTEL_SDK_DISABLED</c> is true.</summary>
    /// <param name="service">Name of the service, unless <c>OTEL_SERVICE_NAME</c> is set.</param>
    /// <param name="version">Version of the service.</param>
    /// <param name="environment">
    /// Looks a variable up. It may know values that the environment of the process does not have: credentials that were
    /// removed from it, and the endpoint.
    /// </param>
    /// <param name="logger">Makes the logger of exports that fail; called only where something is exported.</param>
    /// <returns>Dispose of it to flush, for no longer than <see cref="FlushTimeout"/>.</returns>
    /// <exception cref="TelemetryException">A variable has an invalid value.</exception>
    public static IAsyncDisposable? Start(
        string service,
        string version,
        Func<string, string?> environment,
        Func<ILogger> logger
    )
    {
        if (string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var traces = TelemetryVariables.IsWanted(environment, "TRACES");
        var metrics = TelemetryVariables.IsWanted(environment, "METRICS");
        TelemetryVariables.Check(environment, traces, metrics);
        return traces || metrics
            ? OtlpProviders.Start(service, version, Variables(environment), traces, metrics, logger())
            : null;
    }

    private static Dictionary<string, string?> Variables(Func<string, string?> environment) =>
        Environment
            .GetEnvironmentVariables()
            .Keys.Cast<string>()
            .Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal))
            .Concat([EndpointVariable, ProtocolVariable, .. SecretVariables])
            .Distinct()
            .ToDictionary(name => name, environment);
}

/// <summary>Telemetry is configured with an invalid value; the message names the variable.</summary>
public sealed class TelemetryException(string message) : Exception(message);
