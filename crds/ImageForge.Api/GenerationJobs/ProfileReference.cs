namespace ImageForge.Api.GenerationJobs;

/// <summary>An AtmosphereProfile in the same namespace.</summary>
public sealed record ProfileReference
{
    /// <summary>Name of the profile. The job waits until it exists.</summary>
    [ResourceName]
    public required string Name { get; init; }
}
