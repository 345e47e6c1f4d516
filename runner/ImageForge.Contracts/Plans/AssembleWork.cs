namespace ImageForge.Contracts.Plans;

/// <summary>Puts stored pictures on one contact sheet. Width and height are those of a frame's cell picture.</summary>
public sealed record AssembleWork : WorkPlan
{
    /// <summary>Heading of the sheet.</summary>
    public string? Title { get; init; }

    /// <summary>Cells per row, 1 to 10.</summary>
    public required int Columns { get; init; }

    /// <summary>The pictures in reading order.</summary>
    public required IReadOnlyList<FramePlan> Frames { get; init; }
}
