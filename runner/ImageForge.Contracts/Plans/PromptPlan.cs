namespace ImageForge.Contracts.Plans;

/// <summary>The prompt as it takes effect, after presets and profile phrases were added.</summary>
public sealed record PromptPlan
{
    /// <summary>What the picture shows.</summary>
    public required string Text { get; init; }

    /// <summary>What it should not show.</summary>
    public string? Negative { get; init; }
}
