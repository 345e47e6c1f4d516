using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Profiles;

/// <summary>All that is known about an AtmosphereProfile at one moment.</summary>
public sealed record ProfileObserved
{
    /// <summary>The profile itself.</summary>
    public required AtmosphereProfile Profile { get; init; }

    /// <summary>Every job that names it.</summary>
    public IReadOnlyList<GenerationJob> Users { get; init; } = [];

    /// <summary>When the list of its users was last written, as far as this process knows.</summary>
    public DateTimeOffset? UsersWritten { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }
}
