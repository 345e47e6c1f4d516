using ImageForge.Api.GenerationJobs;

namespace ImageForge.Api.Storyboards;

/// <summary>One frame of a storyboard.</summary>
public sealed record ShotSpec
{
    /// <summary>Description of the frame.</summary>
    [Text(2000, 5)]
    public required string Text { get; init; }

    /// <summary>Caption on the contact sheet. Defaults to the beginning of the text.</summary>
    [Text(128, 1)]
    public string? Caption { get; init; }

    /// <summary>Camera, light and composition, overriding spec.parameters.</summary>
    public CameraSpec? Parameters { get; init; }

    /// <summary>Time of day, overriding the template.</summary>
    public TimeOfDay? TimeOfDay { get; init; }

    /// <summary>Signals of this frame, replacing those of the template.</summary>
    [List(16, Keys = "category,tag")]
    public IReadOnlyList<SignalSpec>? Signals { get; init; }

    /// <summary>Seed of this frame. Defaults to one derived from the seed of the template.</summary>
    [Number(0, 4_294_967_285)]
    public long? Seed { get; init; }

    /// <summary>
    /// Duration of the frame in an animatic, such as "3s". Defaults to that of the export.
    /// </summary>
    [Duration]
    public string? Duration { get; init; }
}
