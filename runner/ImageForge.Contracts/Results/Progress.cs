namespace ImageForge.Contracts.Results;

/// <summary>What a runner answers to <c>GET /progress</c>.</summary>
public sealed record Progress
{
    /// <summary>The plan that is being executed.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Where the run stands.</summary>
    public required Stage Stage { get; init; }

    /// <summary>0 to 100, never decreasing within an attempt.</summary>
    public required int Percent { get; init; }

    /// <summary>Variants finished, those of earlier attempts included.</summary>
    public required int VariantsDone { get; init; }

    /// <summary>Variants asked for.</summary>
    public required int VariantsTotal { get; init; }

    /// <summary>One line for people.</summary>
    public string? Message { get; init; }
}
