using System.Buffers;
using System.Globalization;

namespace ImageForge.Hosting.Telemetry;

/// <summary>
/// Which values OpenTelemetry's variables may have: the library ignores what it cannot read, or throws without the name of
/// the variable.
/// </summary>
internal static class TelemetryVariables
{
    // The characters of an HTTP token.
    private static readonly SearchValues<char> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    private static readonly Rule Milliseconds = Number("milliseconds", 1);
    private static readonly Rule Headers = new(IsHeaders, "a list of headers: name=value,name=value");
    private static readonly Rule Protocol = new(text => text is "grpc" or "http/protobuf", "grpc or http/protobuf");
    private static readonly Rule Compression = Word("gzip", "none");
    private static readonly Rule Exporter = Word("otlp", "none");
    private static readonly Rule Limit = Number("items or characters", 0);

    /// <summary>What is read for any signal.</summary>
    private static readonly IReadOnlyList<(string Name, Rule Rule)> Shared =
    [
        ("OTEL_EXPORTER_OTLP_PROTOCOL", Protocol),
        ("OTEL_EXPORTER_OTLP_TIMEOUT", Milliseconds),
        ("OTEL_EXPORTER_OTLP_HEADERS", Headers),
        ("OTEL_EXPORTER_OTLP_COMPRESSION", Compression),
        ("OTEL_RESOURCE_ATTRIBUTES", new(IsAttributes, "a list of attributes: name=value,name=value")),
    ];

    private static readonly IReadOnlyList<(string Name, Rule Rule)> Traces =
    [
        ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", Protocol),
        ("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", Milliseconds),
        ("OTEL_EXPORTER_OTLP_TRACES_HEADERS", Headers),
        ("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", Compression),
        (
            "OTEL_TRACES_SAMPLER",
            Word(
                "always_on",
                "always_off",
                "traceidratio",
                "parentbased_always_on",
                "parentbased_always_off",
                "parentbased_traceidratio"
            )
        ),
        ("OTEL_TRACES_SAMPLER_ARG", new(IsRatio, "a number from 0 to 1")),
        ("OTEL_BSP_SCHEDULE_DELAY", Milliseconds),
        ("OTEL_BSP_EXPORT_TIMEOUT", Number("milliseconds", 0)),
        ("OTEL_BSP_MAX_QUEUE_SIZE", Number("spans", 1)),
        ("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", Number("spans", 1)),
        ("OTEL_ATTRIBUTE_COUNT_LIMIT", Limit),
        ("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", Limit),
        ("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", Limit),
        ("OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", Limit),
        ("OTEL_SPAN_EVENT_COUNT_LIMIT", Limit),
        ("OTEL_SPAN_LINK_COUNT_LIMIT", Limit),
        ("OTEL_EVENT_ATTRIBUTE_COUNT_LIMIT", Limit),
        ("OTEL_LINK_ATTRIBUTE_COUNT_LIMIT", Limit),
    ];

    private static readonly IReadOnlyList<(string Name, Rule Rule)> Metrics =
    [
        ("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", Protocol),
        ("OTEL_EXPORTER_OTLP_METRICS_TIMEOUT", Milliseconds),
        ("OTEL_EXPORTER_OTLP_METRICS_HEADERS", Headers),
        ("OTEL_EXPORTER_OTLP_METRICS_COMPRESSION", Compression),
        ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", Word("cumulative", "delta", "lowmemory")),
        (
            "OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION",
            Word("explicit_bucket_histogram", "base2_exponential_bucket_histogram")
        ),
        ("OTEL_METRICS_EXEMPLAR_FILTER", Word("always_on", "always_off", "trace_based")),
        ("OTEL_METRIC_EXPORT_INTERVAL", Milliseconds),
        ("OTEL_METRIC_EXPORT_TIMEOUT", Number("milliseconds", 0)),
    ];

    // What decides whether and where anything is sent. The exporter would take an address that it cannot read for its
    // default, localhost.
    private static readonly Rule Address = new(
        text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https",
        "an http or https URL"
    );

    private static readonly Rule Switch = Word("true", "false");

    /// <summary>Whether a signal is exported: its own variable, or that of all signals, sets an address.</summary>
    /// <param name="environment">Looks a variable up.</param>
    /// <param name="signal">TRACES or METRICS.</param>
    /// <exception cref="TelemetryException">A variable has an invalid value.</exception>
    public static bool IsWanted(Func<string, string?> environment, string signal)
    {
        if (Value($"OTEL_{signal}_EXPORTER") == "none")
        {
            return false;
        }

        string[] addresses = [$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT", TelemetryExport.EndpointVariable];
        if (addresses.FirstOrDefault(name => Value(name) is not null) is not { } address)
        {
            return false;
        }

        Require(environment, address, Address);
        Require(environment, $"OTEL_{signal}_EXPORTER", Exporter);
        Require(environment, "OTEL_SDK_DISABLED", Switch);
        return true;

        string? Value(string name) => environment(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>Checks what is read for these signals.</summary>
    /// <param name="environment">Looks a variable up.</param>
    /// <param name="traces">Whether spans are exported.</param>
    /// <param name="metrics">Whether metrics are exported.</param>
    /// <exception cref="TelemetryException">A variable has an invalid value.</exception>
    public static void Check(Func<string, string?> environment, bool traces, bool metrics)
    {
        foreach (
            var (name, rule) in (IEnumerable<(string, Rule)>)
                [.. traces || metrics ? Shared : [], .. traces ? Traces : [], .. metrics ? Metrics : []]
        )
        {
            Require(environment, name, rule);
        }
    }

    // The message never has the value: it may be a credential.
    private static void Require(Func<string, string?> environment, string name, Rule rule)
    {
        if (environment(name) is { Length: > 0 } text && !rule.IsValid(text))
        {
            throw new TelemetryException($"{name} must be {rule.Form}");
        }
    }

    private static Rule Number(string unit, int least) =>
        new(
            text =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least,
            $"a number of {unit} from {least} to {int.MaxValue}"
        );

    // The library ignores case.
    private static Rule Word(params string[] words) =>
        new(
            text => words.Contains(text, StringComparer.OrdinalIgnoreCase),
            $"{string.Join(", ", words[..^1])} or {words[^1]}"
        );

    private static bool IsRatio(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio)
        && ratio is >= 0 and <= 1;

    private static bool IsAttributes(string text) =>
        text.Split(',').All(pair => pair.Split('=', 2) is [var name, _] && !string.IsNullOrWhiteSpace(name));

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

    /// <param name="IsValid">Whether a value is allowed.</param>
    /// <param name="Form">What it must be, for the message.</param>
    private sealed record Rule(Func<string, bool> IsValid, string Form);
}
