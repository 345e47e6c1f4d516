namespace ImageForge.Artifacts;

/// <summary>How a conditional write ended.</summary>
public enum PutOutcome
{
    /// <summary>The object is written.</summary>
    Created,

    /// <summary>There was an object already; it is as it was.</summary>
    AlreadyThere,
}
