using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>Something that happened to an object (<c>events.k8s.io/v1 Event</c>).</summary>
public sealed record Event : IKubeObject
{
    /// <inheritdoc/>
    public string ApiVersion => "events.k8s.io/v1";

    /// <inheritdoc/>
    public string Kind => "Event";

    /// <inheritdoc/>
    public ObjectMeta Metadata
    {
        get;
        // Generated readers set what is absent to null.
        init => field = value ?? new ObjectMeta();
    } = new();

    /// <summary>When it first happened; required by the server.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>When it last happened, of reporters that still write <c>core/v1</c>: Kubernetes' own controllers.</summary>
    public DateTimeOffset? DeprecatedLastTimestamp { get; init; }

    /// <summary>Repetitions; the one part that may change after creation.</summary>
    public EventSeries? Series { get; init; }

    /// <summary>Who reports, as a qualified name such as <c>imageforge.dev/operator</c>.</summary>
    public string? ReportingController { get; init; }

    /// <summary>Which instance reports; at most 128 characters.</summary>
    public string? ReportingInstance { get; init; }

    /// <summary>What the reporter did or failed to do; at most 128 characters.</summary>
    public string? Action { get; init; }

    /// <summary>Why, as one CamelCase word; at most 128 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>The object that it happened to.</summary>
    public ObjectReference? Regarding { get; init; }

    /// <summary>A second object that took part.</summary>
    public ObjectReference? Related { get; init; }

    /// <summary>What happened, for people; at most 1024 characters.</summary>
    public string? Note { get; init; }

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string? Type { get; init; }
}
