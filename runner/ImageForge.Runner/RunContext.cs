using ImageForge.Artifacts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Models;
using ImageForge.Runner.PartialResults;
using ImageForge.Runner.Reporting;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runner;

/// <summary>What every stage of a run is given; none of it changes while the run goes on.</summary>
internal sealed record RunContext
{
    /// <summary>The plan, checked.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>The store, found to be writable.</summary>
    public required IArtifactStore Store { get; init; }

    /// <summary>What earlier attempts and this one keep until it is published.</summary>
    public required PartialResultStore Partial { get; init; }

    /// <summary>The users' pictures.</summary>
    public required UserImages Images { get; init; }

    /// <summary>What models run on; absent where none does.</summary>
    public ModelKit? Kit { get; init; }

    /// <summary>The models.</summary>
    public required RunModels Models { get; init; }

    /// <summary>Pictures and models as they were read; with the plan they decide every pixel.</summary>
    public required IReadOnlyList<InputDigest> Inputs { get; init; }

    /// <summary>What is left out or replaced, known before anything is drawn.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>Where to report progress.</summary>
    public required ProgressTracker Progress { get; init; }

    /// <summary>The log.</summary>
    public required ILogger Logger { get; init; }
}
