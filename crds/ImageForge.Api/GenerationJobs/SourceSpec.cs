namespace ImageForge.Api.GenerationJobs;

/// <summary>The image that Refine, Inspire or Import starts from.</summary>
public sealed record SourceSpec
{
    /// <summary>The image.</summary>
    public required ImageSource Image { get; init; }

    /// <summary>What to change or to keep, such as "make it dusk and light the windows".</summary>
    [Text(500, 5)]
    public string? Instruction { get; init; }
}
