using ImageForge.Api.Schema;

namespace ImageForge.Api.AtmosphereProfiles;

/// <summary>An image of a profile that cannot be used.</summary>
public sealed record UnusableImage
{
    /// <summary>The field that names it, such as "overlays[weather/rain]".</summary>
    [Text(256)]
    public required string Field { get; init; }

    /// <summary>Why it cannot be used.</summary>
    [Text(1024)]
    public required string Message { get; init; }
}
