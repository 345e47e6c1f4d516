using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>How far a storyboard is.</summary>
public sealed record StoryboardProgress
{
    /// <summary>Percent done.</summary>
    [Number(0, 100)]
    public required int Percent { get; init; }

    /// <summary>Steps done: the frames and the assembly.</summary>
    [Number(0)]
    public required int Step { get; init; }

    /// <summary>Steps in all.</summary>
    [Number(0)]
    public required int Total { get; init; }

    /// <summary>What is being done, in words.</summary>
    [Text(256)]
    public string? Message { get; init; }

    /// <summary>Expected time of the end.</summary>
    public DateTimeOffset? Eta { get; init; }
}
