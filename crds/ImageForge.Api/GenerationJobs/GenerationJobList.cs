using ImageForge.Api.Common;
using ImageForge.Api.Core;

namespace ImageForge.Api.GenerationJobs;

/// <summary>A page of GenerationJobs.</summary>
public sealed record GenerationJobList : IKubeList<GenerationJob>
{
    /// <inheritdoc/>
    public string ApiVersion => ApiGroup.ApiVersion;

    /// <inheritdoc/>
    public string Kind => "GenerationJobList";

    /// <inheritdoc/>
    public required ListMeta Metadata { get; init; }

    /// <inheritdoc/>
    public required IReadOnlyList<GenerationJob> Items { get; init; }
}
