using ImageForge.Api.Core;
using ImageForge.Kube;

namespace ImageForge.Runtime.Recording;

/// <summary>What is to be written of an occurrence.</summary>
internal abstract record EventWrite
{
    private EventWrite() { }

    /// <summary>A new event.</summary>
    public sealed record Create(Event Event) : EventWrite;

    /// <summary>The count of one that is there.</summary>
    public sealed record Count(ObjectKey Event, Occurrence Occurrence, EventSeries Series) : EventWrite;
}
