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
