using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>A container that runs.</summary>
public sealed record ContainerStateRunning
{
    /// <summary>Since when.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? StartedAt { get; init; }
}
