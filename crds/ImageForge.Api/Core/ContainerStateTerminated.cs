using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>How a container ended.</summary>
public sealed record ContainerStateTerminated
{
    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; init; }

    /// <summary>The signal that ended it.</summary>
    public int? Signal { get; init; }

    /// <summary>One word, such as <c>Completed</c>, <c>Error</c> or <c>OOMKilled</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>What the container wrote to its termination message path.</summary>
    public string? Message { get; init; }

    /// <summary>When it started.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The runtime's name for it.</summary>
    public string? ContainerID { get; init; }
}
