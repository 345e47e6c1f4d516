using ImageForge.Kube;
using k8s.Models;

namespace ImageForge.Runtime.Recording;

/// <summary>An occurrence without its time; equal ones form a series.</summary>
internal sealed record Occurrence(
    V1ObjectReference Regarding,
    EventKind Kind,
    string Reason,
    string Action,
    string Note,
    V1ObjectReference? Related
);

/// <summary>Type of an event.</summary>
public enum EventKind
{
    /// <summary>Expected.</summary>
    Normal,

    /// <summary>Needs attention.</summary>
    Warning,
}

/// <summary>A write to the API server.</summary>
internal abstract record EventWrite
{
    private EventWrite() { }

    /// <summary>A new event.</summary>
    public sealed record Create(Eventsv1Event Event) : EventWrite;

    /// <summary>Updates the series of an existing event.</summary>
    public sealed record Count(ObjectKey Event, Occurrence Occurrence, Eventsv1EventSeries Series) : EventWrite;
}
