namespace ImageForge.Api.Core;

/// <summary>Metadata of a list or of a <see cref="Status"/>.</summary>
public sealed record ListMeta
{
    /// <summary>The version of the whole list, from which a watch can go on.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Token for the next page; null or empty on the last one.</summary>
    public string? Continue { get; init; }

    /// <summary>How many items follow, if the server knows.</summary>
    public long? RemainingItemCount { get; init; }
}
