namespace ImageForge.Contracts.Plans;

/// <summary>Something that happens in the scene; its intensity is |score| and its sign picks the variant of its asset.</summary>
public sealed record SignalPlan
{
    /// <summary>Category such as <c>weather</c> or one of the user's own.</summary>
    public required string Category { get; init; }

    /// <summary>What exactly, such as <c>rain</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>−1 to 1.</summary>
    public required double Score { get; init; }

    /// <summary><c>Sky</c>, <c>City</c>, <c>Street</c> or the name of a zone of the user's own.</summary>
    public required string Zone { get; init; }

    /// <summary>The user's own asset instead of a built-in one.</summary>
    public ImageRef? Image { get; init; }
}
