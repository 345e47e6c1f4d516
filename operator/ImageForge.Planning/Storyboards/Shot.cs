using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Storyboards;

/// <summary>What one frame of a storyboard shows.</summary>
internal sealed record Shot
{
    /// <summary>In words.</summary>
    public required string Text { get; init; }

    /// <summary>Below the frame on the contact sheet.</summary>
    public required string Caption { get; init; }

    /// <summary>Camera, light and composition.</summary>
    public CameraSpec? Camera { get; init; }

    /// <summary>Time of day; absent: that of the template.</summary>
    public TimeOfDay? TimeOfDay { get; init; }

    /// <summary>What happens; absent: what happens in the template.</summary>
    public IReadOnlyList<SignalSpec>? Signals { get; init; }

    /// <summary>Its seed, when it is given.</summary>
    public long? Seed { get; init; }
}
