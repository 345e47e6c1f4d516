namespace ImageForge.Api.Storyboards;

/// <summary>A change of one frame.</summary>
public sealed record RefineSpec
{
    /// <summary>Number of the frame, from 1.</summary>
    [Number(1, 20)]
    public required int Frame { get; init; }

    /// <summary>What to change, such as "make the rain heavier". A new instruction generates the frame again.</summary>
    [Text(500, 5)]
    public required string Instruction { get; init; }

    /// <summary>Changed camera, light and composition.</summary>
    public CameraSpec? Parameters { get; init; }
}
