using ImageForge.Contracts.Results;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner;

/// <summary>What a run is given beside its plan.</summary>
public sealed record RunOptions
{
    /// <summary>Identity of this attempt, usable in an object key: a pod's uid, say. What it stages lies under this name.</summary>
    public required string Attempt { get; init; }

    /// <summary>Is told where the run stands, on the run's own threads.</summary>
    public required IProgress<Progress> Progress { get; init; }

    /// <summary>Where the run writes its log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Looks an environment variable up; credentials of the store are found through it.</summary>
    public required Func<string, string?> Environment { get; init; }
}
