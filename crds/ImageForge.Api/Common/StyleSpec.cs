namespace ImageForge.Api.Common;

/// <summary>Theme and brand of the picture.</summary>
public sealed record StyleSpec
{
    /// <summary>
    /// General manner of the picture: how it is drawn, and how colours are graded. Without it, as the scene or the back end has it.
    /// </summary>
    public Theme? Theme { get; init; }

    /// <summary>Brand that the picture must fit.</summary>
    public BrandSpec? Brand { get; init; }
}
