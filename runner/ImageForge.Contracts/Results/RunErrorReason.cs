namespace ImageForge.Contracts.Results;

/// <summary>The kinds of failure that an operator tells apart.</summary>
public enum RunErrorReason
{
    /// <summary>The plan cannot be read or carried out by this runner.</summary>
    PlanInvalid,

    /// <summary>The artifact store does not answer, refuses the credentials or cannot be written.</summary>
    StoreUnreachable,

    /// <summary>Something that the plan needs (a frame, a background) cannot be read.</summary>
    InputUnreadable,

    /// <summary>A policy forbids the result.</summary>
    Refused,

    /// <summary>The run was asked to stop.</summary>
    Stopped,

    /// <summary>A failure that the runner has no name for.</summary>
    Internal,
}
