using ImageForge.Api.Common;

namespace ImageForge.Planning.Statuses;

/// <summary>Classifies job states.</summary>
public static class JobStates
{
    /// <summary>Whether the state is final.</summary>
    public static bool IsTerminal(JobState? state) =>
        state is JobState.Completed or JobState.Failed or JobState.Cancelled;

    /// <summary>Whether the state does not change unless the spec does.</summary>
    public static bool IsSettled(JobState? state) =>
        IsTerminal(state) || state is JobState.Rejected or JobState.Suspended;
}
