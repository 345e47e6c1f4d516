using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Storyboards;

/// <summary>One frame of a storyboard.</summary>
internal sealed record Shot
{
    /// <summary>Description.</summary>
    public required string Text { get; init; }

    /// <summary>Caption on the contact sheet.</summary>
    public required string Caption { get; init; }

    /// <summary>Camera, light and composition.</summary>
    public CameraSpec? Camera { get; init; }

    /// <summary>Time of day; absent: that of the template.</summary>
    public TimeOfDay? TimeOfDay { get; init; }

    /// <summary>Signals; absent: those of the template.</summary>
    public IReadOnlyList<SignalSpec>? Signals { get; init; }

    /// <summary>Seed, if given.</summary>
    public long? Seed { get; init; }
}
