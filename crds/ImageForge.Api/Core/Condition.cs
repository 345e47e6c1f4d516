using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>One observed aspect of an object's state (<c>meta/v1 Condition</c>).</summary>
public sealed record Condition
{
    /// <summary>Type of the condition in CamelCase; unique within the list.</summary>
    public required string Type { get; init; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Generation of the spec that the condition is based on.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When <see cref="Status"/> last changed.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public required DateTimeOffset LastTransitionTime { get; init; }

    /// <summary>Reason in CamelCase.</summary>
    public required string Reason { get; init; }

    /// <summary>Human-readable message.</summary>
    public required string Message { get; init; }
}
