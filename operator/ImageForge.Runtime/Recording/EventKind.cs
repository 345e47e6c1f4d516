namespace ImageForge.Runtime.Recording;

/// <summary>Whether an event is good news.</summary>
public enum EventKind
{
    /// <summary>What was to be expected.</summary>
    Normal,

    /// <summary>What somebody should look at.</summary>
    Warning,
}
