namespace ImageForge.Api.Common;

/// <summary>Where a resource that runs stands, in one word. The conditions say more.</summary>
public enum JobState
{
    /// <summary>Not looked at yet, or waiting for something that it refers to.</summary>
    Pending,

    /// <summary>Valid and planned.</summary>
    Accepted,

    /// <summary>Waits for a queue or a node.</summary>
    Queued,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Failed and is about to be tried again.</summary>
    Retrying,

    /// <summary>Held by spec.suspend or by the queue.</summary>
    Suspended,

    /// <summary>Done; all artifacts are stored.</summary>
    Completed,

    /// <summary>Ended without its artifacts.</summary>
    Failed,

    /// <summary>Ended by spec.cancel.</summary>
    Cancelled,

    /// <summary>Refused before anything ran.</summary>
    Rejected,
}
