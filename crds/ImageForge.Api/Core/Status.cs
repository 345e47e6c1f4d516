using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>The outcome of a call, mostly of one that failed (<c>meta/v1 Status</c>).</summary>
public sealed record Status
{
    /// <summary>Continuation of an expired list, if any.</summary>
    public ListMeta? Metadata { get; init; }

    /// <summary><c>Success</c> or <c>Failure</c>.</summary>
    [JsonPropertyName("status")]
    public string? StatusText { get; init; }

    /// <summary>The outcome for people.</summary>
    public string? Message { get; init; }

    /// <summary>Why, as one CamelCase word such as <c>NotFound</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>What the outcome concerns.</summary>
    public StatusDetails? Details { get; init; }

    /// <summary>The HTTP status code.</summary>
    public int? Code { get; init; }
}
