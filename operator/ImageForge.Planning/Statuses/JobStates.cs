using ImageForge.Api.Common;

namespace ImageForge.Planning.Statuses;

/// <summary>Which states are ends.</summary>
public static class JobStates
{
    /// <summary>Whether nothing will ever follow.</summary>
    public static bool IsTerminal(JobState? state) => state is JobState.Completed or JobState.Failed or JobState.Cancelled;

    /// <summary>Whether nothing will follow as long as nobody changes what is asked for.</summary>
    public static bool IsSettled(JobState? state) => IsTerminal(state) || state is JobState.Rejected or JobState.Suspended;
}
