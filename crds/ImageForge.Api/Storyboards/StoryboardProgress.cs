namespace ImageForge.Api.Storyboards;

/// <summary>Progress of a storyboard.</summary>
public sealed record StoryboardProgress
{
    /// <summary>Percent done.</summary>
    [Number(0, 100)]
    public required int Percent { get; init; }

    /// <summary>Completed steps: frames and assembly.</summary>
    [Number(0)]
    public required int Step { get; init; }

    /// <summary>Total steps.</summary>
    [Number(0)]
    public required int Total { get; init; }

    /// <summary>Current activity.</summary>
    [Text(256)]
    public string? Message { get; init; }

    /// <summary>Estimated time of completion.</summary>
    public DateTimeOffset? Eta { get; init; }
}
