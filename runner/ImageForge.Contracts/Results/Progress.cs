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

/// <summary>Where a run stands.</summary>
public enum Stage
{
    /// <summary>Not started; 10 percent.</summary>
    Queued,

    /// <summary>Plan read, store checked, assets loaded; 30 percent.</summary>
    Processing,

    /// <summary>Pictures are composed and polished; up to 60 percent.</summary>
    Generating,

    /// <summary>Pictures are scored; 80 percent.</summary>
    Evaluating,

    /// <summary>Artifacts are published; 90 percent.</summary>
    Uploading,

    /// <summary>All is stored; 100 percent.</summary>
    Completed,
}
