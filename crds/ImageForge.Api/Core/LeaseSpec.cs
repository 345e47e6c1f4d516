using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>Holder of a <see cref="Lease"/>.</summary>
public sealed record LeaseSpec
{
    /// <summary>Who holds it; null and the empty string both mean free.</summary>
    public string? HolderIdentity { get; init; }

    /// <summary>Seconds without renewal after which another may take it.</summary>
    public int? LeaseDurationSeconds { get; init; }

    /// <summary>When the holder took it.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    /// <summary>When the holder last renewed it.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    /// <summary>How often the holder changed.</summary>
    public int? LeaseTransitions { get; init; }
}
