namespace ImageForge.Api.GenerationJobs;

/// <summary>The light in a structured prompt.</summary>
public sealed record PromptLighting
{
    /// <summary>Kind of light, such as "overcast daylight".</summary>
    [Text(500)]
    public string? Conditions { get; init; }

    /// <summary>Direction of the light.</summary>
    [Text(500)]
    public string? Direction { get; init; }

    /// <summary>Shadows, such as "long and soft".</summary>
    [Text(500)]
    public string? Shadows { get; init; }
}
