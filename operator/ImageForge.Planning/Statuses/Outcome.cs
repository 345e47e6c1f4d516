using ImageForge.Api;
using ImageForge.Api.Common;

namespace ImageForge.Planning.Statuses;

/// <summary>Summary of a status: state, kstatus conditions and event. Closed hierarchy.</summary>
/// <param name="State">Value of status.state.</param>
/// <param name="Reason">CamelCase reason of the conditions and the event.</param>
/// <param name="Message">Human-readable message.</param>
internal abstract record Outcome(JobState State, string Reason, string Message)
{
    /// <summary>Reconciling. Warning: type of the event, or null for no event.</summary>
    public sealed record InProgress(JobState State, string Reason, string Message, bool? Warning)
        : Outcome(State, Reason, Message);

    /// <summary>Suspended by its spec.</summary>
    public sealed record Suspended()
        : Outcome(JobState.Suspended, Reasons.Suspended, "Suspended by spec.suspend; set it to false to resume.");

    /// <summary>Everything is complete.</summary>
    public sealed record Completed(string Message) : Outcome(JobState.Completed, Reasons.Completed, Message);

    /// <summary>No further progress without a change by the user.</summary>
    public sealed record Stalled(JobState State, string Reason, string Message, bool Warning)
        : Outcome(State, Reason, Message);

    /// <summary>Cancelled by its spec.</summary>
    public static Stalled Cancelled { get; } =
        new(JobState.Cancelled, Reasons.Cancelled, "Cancelled by spec.cancel.", Warning: false);
}
