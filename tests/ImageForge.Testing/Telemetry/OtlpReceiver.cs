using System.Collections.Concurrent;
using System.Text;
using ImageForge.Testing.Http;

namespace ImageForge.Testing.Telemetry;

/// <summary>A span as a collector receives it.</summary>
/// <param name="Resource">Attributes of the service that sent it.</param>
/// <param name="Scope">Name of its ActivitySource.</param>
/// <param name="Name">Its name.</param>
/// <param name="TraceId">Hex.</param>
/// <param name="SpanId">Hex.</param>
/// <param name="ParentId">Hex; empty for a root.</param>
/// <param name="IsError">Whether its status is an error.</param>
/// <param name="Attributes">Its attributes; numbers in decimal.</param>
/// <param name="Events">Names of its events.</param>
public sealed record ReceivedSpan(
    IReadOnlyDictionary<string, string> Resource,
    string Scope,
    string Name,
    string TraceId,
    string SpanId,
    string ParentId,
    bool IsError,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> Events
)
{
    /// <summary>Name of the service.</summary>
    public string Service => Resource["service.name"];
}

/// <summary>A collector on a free loopback port that keeps what it is sent by OTLP over HTTP with protobuf.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ScriptedServer _server;
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly ConcurrentQueue<string> _metrics = new();
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly ConcurrentQueue<string> _authorizations = new();

    /// <summary>Starts to listen.</summary>
    public OtlpReceiver() => _server = new(ReceiveAsync);

    /// <summary>The endpoint, for all signals.</summary>
    public Uri Address => _server.Address;

    /// <summary>Every span so far, in order of arrival.</summary>
    public IReadOnlyCollection<ReceivedSpan> Spans => _spans;

    /// <summary>Every metric so far, as <c>service/name</c>.</summary>
    public IReadOnlyCollection<string> Metrics => _metrics;

    /// <summary>Every request body so far, one character a byte, to look for texts in.</summary>
    public IReadOnlyCollection<string> Bodies => _bodies;

    /// <summary>Every Authorization header so far.</summary>
    public IReadOnlyCollection<string> Authorizations => _authorizations;

    /// <summary>The environment of a program that sends here.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address.AbsoluteUri,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task ReceiveAsync(ScriptedExchange exchange)
    {
        var request = exchange.Request;
        var message = new ProtobufMessage(Encoding.Latin1.GetBytes(request.Body));
        _bodies.Enqueue(request.Body);
        if (request.Headers.TryGetValue("authorization", out var authorization))
        {
            _authorizations.Enqueue(authorization);
        }

        switch (request.Path)
        {
            case "/v1/traces":
                foreach (var (resource, scope, span) in Items(message))
                {
                    _spans.Enqueue(Span(resource, scope, span));
                }

                break;
            case "/v1/metrics":
                foreach (var (resource, _, metric) in Items(message))
                {
                    _metrics.Enqueue($"{resource["service.name"]}/{metric.Text(1)}");
                }

                break;
            default:
                return exchange.AnswerAsync(404, "");
        }

        return exchange.AnswerAsync(200, "", "application/x-protobuf");
    }

    // Both signals have the same layers: resources, scopes, items.
    private static IEnumerable<(
        IReadOnlyDictionary<string, string> Resource,
        string Scope,
        ProtobufMessage Item
    )> Items(ProtobufMessage request) =>
        from perResource in request.Messages(1)
        let resource = (IReadOnlyDictionary<string, string>)Attributes(perResource.Messages(1).Single().Messages(1))
        from perScope in perResource.Messages(2)
        from item in perScope.Messages(2)
        select (resource, perScope.Messages(1).Single().Text(1), item);

    private static ReceivedSpan Span(
        IReadOnlyDictionary<string, string> resource,
        string scope,
        ProtobufMessage span
    ) =>
        new(
            resource,
            scope,
            span.Text(5),
            span.Hex(1),
            span.Hex(2),
            span.Hex(4),
            span.Messages(15).Any(status => status.Number(3) == 2),
            Attributes(span.Messages(9)),
            [.. span.Messages(11).Select(happened => happened.Text(2))]
        );

    private static Dictionary<string, string> Attributes(IEnumerable<ProtobufMessage> pairs) =>
        pairs.ToDictionary(pair => pair.Text(1), pair => Value(pair.Messages(2).Single()));

    private static string Value(ProtobufMessage value) =>
        value.Has(1) ? value.Text(1)
        : value.Has(2) ? (value.Number(2) == 1 ? "true" : "false")
        : value.Has(3) ? $"{(long)value.Number(3)}"
        : value.Has(4) ? $"{BitConverter.UInt64BitsToDouble(value.Number(4))}"
        : value.Has(5) ? string.Join(',', value.Messages(5).Single().Messages(1).Select(Value))
        : "";
}
