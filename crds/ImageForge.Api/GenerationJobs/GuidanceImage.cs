namespace ImageForge.Api.GenerationJobs;

/// <summary>An image that guides the result.</summary>
/// <param name="Weight">How strongly. Of an image that a local back end starts from, polish.strength says it.</param>
public sealed record GuidanceImage([Decimal(0, 1)] double Weight = 0.8)
{
    /// <summary>Role of the image.</summary>
    public required GuidanceRole Role { get; init; }

    /// <summary>The image.</summary>
    public required ImageSource Image { get; init; }
}
