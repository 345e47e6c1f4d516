namespace ImageForge.Runtime.Recording;

/// <summary>Type of an event.</summary>
public enum EventKind
{
    /// <summary>Expected.</summary>
    Normal,

    /// <summary>Needs attention.</summary>
    Warning,
}
