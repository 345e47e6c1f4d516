using System.Text.Json.Serialization;

namespace ImageForge.DevCluster.Audit;

/// <summary>One line of the log: a request, as <c>audit.k8s.io/v1</c> tells it at the level Metadata.</summary>
internal sealed record AuditEvent
{
    public string Kind { get; } = "Event";

    public string ApiVersion { get; } = "audit.k8s.io/v1";

    public string Level { get; } = "Metadata";

    public required Guid AuditID { get; init; }

    /// <summary>ResponseStarted when a watch begins, ResponseComplete at the end of every request.</summary>
    public required string Stage { get; init; }

    public required string RequestURI { get; init; }

    public required string Verb { get; init; }

    public required AuditUser User { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Null for paths that name no resource.</summary>
    public AuditObject? ObjectRef { get; init; }

    public required AuditStatus ResponseStatus { get; init; }

    public required DateTimeOffset RequestReceivedTimestamp { get; init; }

    public required DateTimeOffset StageTimestamp { get; init; }
}

/// <summary>What a request was about; what is empty is left out.</summary>
internal sealed record AuditObject
{
    public required string Resource { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public string? ApiGroup { get; init; }

    public string? ApiVersion { get; init; }

    public string? Subresource { get; init; }
}

/// <summary>How a request was answered, as an HTTP status.</summary>
internal sealed record AuditStatus(int Code);

/// <summary>Who made a request.</summary>
internal sealed record AuditUser(string Username, IReadOnlyList<string> Groups);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AuditEvent))]
internal sealed partial class AuditJson : JsonSerializerContext;
