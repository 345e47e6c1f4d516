namespace ImageForge.Artifacts.Models.Caching;

/// <summary>What a download that is not complete says about itself, so that others leave room for it.</summary>
internal sealed record PartialEntry
{
    /// <summary>Where the model comes from.</summary>
    public required string Address { get; init; }

    /// <summary>Bytes that it will have.</summary>
    public required long Bytes { get; init; }

    /// <summary>The boot of the machine in which its files were written.</summary>
    public required string Boot { get; init; }
}
