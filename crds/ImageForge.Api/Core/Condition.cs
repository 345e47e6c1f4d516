using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>One observed aspect of an object's state (<c>meta/v1 Condition</c>).</summary>
public sealed record Condition
{
    /// <summary>What is stated, in CamelCase; unique within the list.</summary>
    public required string Type { get; init; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The generation of the spec that this was concluded from.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When <see cref="Status"/> last changed.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public required DateTimeOffset LastTransitionTime { get; init; }

    /// <summary>Why, as one CamelCase word for programs.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, as a sentence for people.</summary>
    public required string Message { get; init; }
}
