using ImageForge.Api.Common;
using ImageForge.Api.Core;

namespace ImageForge.Api.Storyboards;

/// <summary>A page of Storyboards.</summary>
public sealed record StoryboardList : IKubeList<Storyboard>
{
    /// <inheritdoc/>
    public string ApiVersion => ApiGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind => "StoryboardList";

    /// <inheritdoc/>
    public required ListMeta Metadata { get; init; }

    /// <inheritdoc/>
    public required IReadOnlyList<Storyboard> Items { get; init; }
}
