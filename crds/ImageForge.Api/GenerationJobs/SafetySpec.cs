namespace ImageForge.Api.GenerationJobs;

/// <summary>Moderation of the prompt and scanning of the images.</summary>
public sealed record SafetySpec
{
    /// <summary>Checks the prompt before anything runs. Defaults to the operator's default.</summary>
    public bool? ModeratePrompt { get; init; }

    /// <summary>Scans each image before it is published. Defaults to the operator's default.</summary>
    public bool? ScanImages { get; init; }
}
