using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>Repetitions of an event.</summary>
public sealed record EventSeries
{
    /// <summary>How often it happened; at least 2.</summary>
    public required int Count { get; init; }

    /// <summary>When it last happened.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public required DateTimeOffset LastObservedTime { get; init; }
}
