using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>A change of one frame.</summary>
public sealed record RefineSpec
{
    /// <summary>Which frame, counted from 1.</summary>
    [Number(1, 20)]
    public required int Frame { get; init; }

    /// <summary>What to change, such as "make the rain heavier". A new instruction makes the frame again.</summary>
    [Text(500, 5)]
    public required string Instruction { get; init; }

    /// <summary>Camera, light and composition that are to change too.</summary>
    public CameraSpec? Parameters { get; init; }
}
