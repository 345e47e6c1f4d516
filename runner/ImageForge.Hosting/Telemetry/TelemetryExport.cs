using System.Buffers;
using System.Globalization;

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
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    // The characters of an HTTP token.
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

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
    /// <returns>Dispose of it to flush, for no longer than <see cref="FlushTimeout"/>.</returns>
    /// <exception cref="TelemetryException">A variable has an invalid value.</exception>
    public static IAsyncDisposable? Start(string service, string version, Func<string, string?> environment)
    {
        if (string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var traces = IsWanted("TRACES");
        var metrics = IsWanted("METRICS");
        Check(Prefix, traces || metrics);
        Check(Prefix + "TRACES_", traces);
        Check(Prefix + "METRICS_", metrics);
        return traces || metrics
            ? OtlpProviders.Start(service, version, Variables(environment), traces, metrics)
            : null;

        bool IsWanted(string signal) =>
            environment($"OTEL_{signal}_EXPORTER") is not "none"
            && (IsSet($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") || IsSet(EndpointVariable));

        // The exporter ignores a protocol or timeout that it cannot read, and throws an ArgumentException without the
        // name of the variable for headers.
        void Check(string prefix, bool isUsed)
        {
            Require(prefix + "PROTOCOL", isUsed, text => text is "grpc" or "http/protobuf", "grpc or http/protobuf");
            Require(prefix + "TIMEOUT", isUsed, IsTimeout, "a number of milliseconds from 1 to 2147483647");
            Require(prefix + "HEADERS", isUsed, IsHeaders, "a list of headers: name=value,name=value");
        }

        // The message never has the value: it may be a credential.
        void Require(string name, bool isUsed, Func<string, bool> isValid, string form)
        {
            if (isUsed && environment(name) is { Length: > 0 } text && !isValid(text))
            {
                throw new TelemetryException($"{name} must be {form}");
            }
        }

        // The exporter would take an address that it cannot read for its default, localhost.
        bool IsSet(string name) =>
            environment(name) is { Length: > 0 } text
            && (
                Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                    ? true
                    : throw new TelemetryException($"{name} must be an http or https URL")
            );
    }

    private static bool IsTimeout(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0;

    // Unescaped before it is split, as the exporter does.
    private static bool IsHeaders(string text) =>
        Uri.UnescapeDataString(text)
            .Split(',')
            .All(pair =>
                pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
                && pair.AsSpan(0, end).Trim() is { IsEmpty: false } name
                && !name.ContainsAnyExcept(Token)
                && !pair.Any(char.IsControl)
            );

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
