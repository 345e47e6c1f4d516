namespace ImageForge.Api.Common;

/// <summary>Theme and brand of the picture.</summary>
public sealed record StyleSpec
{
    /// <summary>General manner of the picture. Without it, the back end's own.</summary>
    public Theme? Theme { get; init; }

    /// <summary>Brand that the picture must fit.</summary>
    public BrandSpec? Brand { get; init; }
}
