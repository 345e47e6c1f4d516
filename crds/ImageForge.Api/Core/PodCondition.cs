using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>One observed aspect of a pod.</summary>
public sealed record PodCondition
{
    /// <summary>What is stated.</summary>
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
