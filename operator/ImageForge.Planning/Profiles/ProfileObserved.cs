using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Profiles;

/// <summary>The observed state of an AtmosphereProfile.</summary>
public sealed record ProfileObserved
{
    /// <summary>The profile itself.</summary>
    public required AtmosphereProfile Profile { get; init; }

    /// <summary>All jobs that reference it.</summary>
    public IReadOnlyList<GenerationJob> Users { get; init; } = [];

    /// <summary>When this process last wrote the list of users.</summary>
    public DateTimeOffset? UsersWritten { get; init; }

    /// <summary>Current time.</summary>
    public required DateTimeOffset Now { get; init; }
}
