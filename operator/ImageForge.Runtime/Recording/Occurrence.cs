using ImageForge.Api.Core;

namespace ImageForge.Runtime.Recording;

/// <summary>Something that happened, apart from when: equal ones form a series.</summary>
internal sealed record Occurrence(
    ObjectReference Regarding,
    EventKind Kind,
    string Reason,
    string Action,
    string Note,
    ObjectReference? Related
);
