using ImageForge.Kube;
using k8s;
using k8s.Models;

namespace ImageForge.Runtime.Recording;

/// <summary>An occurrence without its time; equal ones form a series.</summary>
internal sealed record Occurrence(ObjectIdentity Regarding, EventKind Kind, string Reason, string Action, string Note);

/// <summary>
/// The object that an event is about. Not a V1ObjectReference, since thousands are kept; the strings are those of the
/// object.
/// </summary>
internal readonly record struct ObjectIdentity(
    string? ApiVersion,
    string? Kind,
    string? Namespace,
    string? Name,
    string? Uid
)
{
    public static ObjectIdentity Of(IKubernetesObject<V1ObjectMeta> value) =>
        new(value.ApiVersion, value.Kind, value.Metadata.NamespaceProperty, value.Metadata.Name, value.Metadata.Uid);

    public V1ObjectReference ToReference() =>
        new()
        {
            ApiVersion = ApiVersion,
            Kind = Kind,
            NamespaceProperty = Namespace,
            Name = Name,
            Uid = Uid,
        };
}

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
