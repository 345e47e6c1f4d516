namespace ImageForge.Api.GenerationJobs;

/// <summary>Stage of a run.</summary>
public enum ProgressStage
{
    /// <summary>Waiting for the pod; 10 percent.</summary>
    Queued,

    /// <summary>Loading inputs and composing; from 30 percent.</summary>
    Processing,

    /// <summary>Rendering; from 60 percent.</summary>
    Generating,

    /// <summary>Scoring; from 80 percent.</summary>
    Evaluating,

    /// <summary>Uploading; from 90 percent.</summary>
    Uploading,

    /// <summary>Complete; 100 percent.</summary>
    Completed,

    /// <summary>Cancelled by the user.</summary>
    Cancelled,

    /// <summary>Failed.</summary>
    Failed,
}
