using ImageForge.Api.Common;
using ImageForge.Api.Core;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>A page of AtmosphereProfiles.</summary>
public sealed record AtmosphereProfileList : IKubeList<AtmosphereProfile>
{
    /// <inheritdoc/>
    public string ApiVersion => ApiGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind => "AtmosphereProfileList";

    /// <inheritdoc/>
    public required ListMeta Metadata { get; init; }

    /// <inheritdoc/>
    public required IReadOnlyList<AtmosphereProfile> Items { get; init; }
}
