namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>An unusable image of a profile.</summary>
public sealed record UnusableImage
{
    /// <summary>Field of the image, such as "overlays[weather/rain]".</summary>
    [Text(256)]
    public required string Field { get; init; }

    /// <summary>Why it is unusable.</summary>
    [Text(1024)]
    public required string Message { get; init; }
}
