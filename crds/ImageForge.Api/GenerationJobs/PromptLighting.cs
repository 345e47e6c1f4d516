using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>The light in a structured prompt.</summary>
public sealed record PromptLighting
{
    /// <summary>Kind of light, such as "overcast daylight".</summary>
    [Text(500)]
    public string? Conditions { get; init; }

    /// <summary>Where it comes from.</summary>
    [Text(500)]
    public string? Direction { get; init; }

    /// <summary>What shadows it casts.</summary>
    [Text(500)]
    public string? Shadows { get; init; }
}
