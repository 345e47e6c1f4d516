using ImageForge.Kube;
using k8s.Models;

namespace ImageForge.Runtime.Recording;

/// <summary>A write to the API server.</summary>
internal abstract record EventWrite
{
    private EventWrite() { }

    /// <summary>A new event.</summary>
    public sealed record Create(Eventsv1Event Event) : EventWrite;

    /// <summary>Updates the series of an existing event.</summary>
    public sealed record Count(ObjectKey Event, Occurrence Occurrence, Eventsv1EventSeries Series) : EventWrite;
}
