using ImageForge.Api;
using ImageForge.Api.Common;

namespace ImageForge.Planning.Statuses;

/// <summary>What a status says in sum: its state, the conditions that kstatus reads, and an event. The hierarchy is closed.</summary>
/// <param name="State">The one word.</param>
/// <param name="Reason">One word for programs.</param>
/// <param name="Message">A sentence for people.</param>
internal abstract record Outcome(JobState State, string Reason, string Message)
{
    /// <summary>It goes on by itself; whether to warn of that, or null when it is not worth an event.</summary>
    public sealed record InProgress(JobState State, string Reason, string Message, bool? Warning)
        : Outcome(State, Reason, Message);

    /// <summary>Its owner holds it.</summary>
    public sealed record Suspended()
        : Outcome(JobState.Suspended, Reasons.Suspended, "Held by spec.suspend; set it to false to go on.");

    /// <summary>All that was asked for is there.</summary>
    public sealed record Completed(string Message) : Outcome(JobState.Completed, Reasons.Completed, Message);

    /// <summary>Nothing more will happen before somebody changes something.</summary>
    public sealed record Stalled(JobState State, string Reason, string Message, bool Warning)
        : Outcome(State, Reason, Message);

    /// <summary>Its owner has ended it.</summary>
    public static Stalled Cancelled { get; } =
        new(JobState.Cancelled, Reasons.Cancelled, "Ended by spec.cancel.", Warning: false);
}
