namespace ImageForge.Api.GenerationJobs;

/// <summary>What a run is doing.</summary>
public enum ProgressStage
{
    /// <summary>Waits for its pod; 10 percent.</summary>
    Queued,

    /// <summary>Loads its inputs and composes; from 30 percent.</summary>
    Processing,

    /// <summary>Renders; from 60 percent.</summary>
    Generating,

    /// <summary>Scores; from 80 percent.</summary>
    Evaluating,

    /// <summary>Stores; from 90 percent.</summary>
    Uploading,

    /// <summary>Done; 100 percent.</summary>
    Completed,

    /// <summary>Ended by the user.</summary>
    Cancelled,

    /// <summary>Ended by an error.</summary>
    Failed,
}
