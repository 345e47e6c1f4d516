using ImageForge.Api.Core;

namespace ImageForge.Runtime.Recording;

/// <summary>An occurrence without its time; equal ones form a series.</summary>
internal sealed record Occurrence(
    ObjectReference Regarding,
    EventKind Kind,
    string Reason,
    string Action,
    string Note,
    ObjectReference? Related
);
