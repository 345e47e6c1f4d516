using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>One observed aspect of a job.</summary>
public sealed record JobCondition
{
    /// <summary>What is stated: <c>Complete</c>, <c>Failed</c>, <c>Suspended</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was last checked.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? LastProbeTime { get; init; }

    /// <summary>When the status last changed.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? LastTransitionTime { get; init; }

    /// <summary>Why, as one CamelCase word.</summary>
    public string? Reason { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public string? Message { get; init; }
}
