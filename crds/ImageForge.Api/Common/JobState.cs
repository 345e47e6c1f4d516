namespace ImageForge.Api.Common;

/// <summary>State of a job or storyboard. The conditions have details.</summary>
public enum JobState
{
    /// <summary>Not reconciled yet, or waiting for a referenced object.</summary>
    Pending,

    /// <summary>Validated and planned.</summary>
    Accepted,

    /// <summary>Waiting for a queue or a node.</summary>
    Queued,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Failed and will be retried.</summary>
    Retrying,

    /// <summary>Suspended by spec.suspend.</summary>
    Suspended,

    /// <summary>Complete; all artifacts are stored.</summary>
    Completed,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Cancelled by spec.cancel.</summary>
    Cancelled,

    /// <summary>Rejected before anything ran.</summary>
    Rejected,
}
