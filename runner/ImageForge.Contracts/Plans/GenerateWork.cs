namespace ImageForge.Contracts.Plans;

/// <summary>Composes, polishes and evaluates <see cref="Variants"/> pictures of one scene.</summary>
public sealed record GenerateWork : WorkPlan
{
    /// <summary>Seed of variant 0; variant i uses <c>Seed + i</c>.</summary>
    public required long Seed { get; init; }

    /// <summary>How many pictures, 1 to 10.</summary>
    public required int Variants { get; init; }

    /// <summary>The effective prompt; absent for scenes that are only composed.</summary>
    public PromptPlan? Prompt { get; init; }

    /// <summary>Where things are; absent: nothing is composed, and <see cref="Polish"/> renders from the prompt.</summary>
    public ComposePlan? Compose { get; init; }

    /// <summary>How the picture is rendered; absent: the composed picture is the result. One of the two is always there.</summary>
    public PolishPlan? Polish { get; init; }

    /// <summary>
    /// Skip: the picture is made without a background, layer or layer mask that cannot be read. Absent: the run fails.
    /// </summary>
    public string? OnMissingInput { get; init; }

    /// <summary>Names of the scores to compute, in the order asked for; picture statistics are always computed.</summary>
    public IReadOnlyList<string> Metrics { get; set; } = [];
}
