namespace ImageForge.Api.GenerationJobs;

/// <summary>Place and time of signals.</summary>
public sealed record VibeSpec
{
    /// <summary>Name of the city.</summary>
    [Text(100, 1, Pattern = "^[^/\\\\\\s][^/\\\\]*$")]
    public required string City { get; init; }

    /// <summary>When the signals were observed. Six-hour windows share cache entries.</summary>
    public required DateTimeOffset ObservedAt { get; init; }
}
