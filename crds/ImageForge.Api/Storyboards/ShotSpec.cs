using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>One frame of a storyboard.</summary>
public sealed record ShotSpec
{
    /// <summary>What the frame shows.</summary>
    [Text(2000, 5)]
    public required string Text { get; init; }

    /// <summary>Caption below the frame on the contact sheet. Without it, the beginning of the text.</summary>
    [Text(128, 1)]
    public string? Caption { get; init; }

    /// <summary>Camera, light and composition where they differ from spec.parameters.</summary>
    public CameraSpec? Parameters { get; init; }

    /// <summary>Time of day where it differs from the template.</summary>
    public TimeOfDay? TimeOfDay { get; init; }

    /// <summary>Signals of this frame, in place of those of the template.</summary>
    [List(16, Keys = "category,tag")]
    public IReadOnlyList<SignalSpec>? Signals { get; init; }

    /// <summary>Seed of this frame. Without it, one derived from the seed of the template.</summary>
    [Number(0, 4_294_967_285)]
    public long? Seed { get; init; }

    /// <summary>
    /// How long the frame stands in an animatic, such as "3s". Without it, as long as the export says.
    /// </summary>
    [Duration]
    public string? Duration { get; init; }
}
