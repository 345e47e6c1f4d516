namespace ImageForge.Api.Common;

/// <summary>Theme and brand of the image.</summary>
public sealed record StyleSpec
{
    /// <summary>
    /// Visual style of the image: how it is drawn and colour-graded. If unset, it depends on scene or back end.
    /// </summary>
    public Theme? Theme { get; init; }

    /// <summary>Brand of the image.</summary>
    public BrandSpec? Brand { get; init; }
}
