using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>What becomes of a spec before anything runs. The hierarchy is closed.</summary>
public abstract record Resolution
{
    private Resolution() { }

    /// <summary>It can be carried out.</summary>
    /// <param name="Plan">The whole of what a runner needs to know.</param>
    /// <param name="EstimatedCents">What it will cost.</param>
    /// <param name="ProfileHash">Digest of the profile that went into it, if one did.</param>
    public sealed record Ready(RunPlan Plan, long EstimatedCents, string? ProfileHash) : Resolution;

    /// <summary>Something that it refers to is not there yet; it goes on by itself once that is.</summary>
    /// <param name="Reason">One word for programs.</param>
    /// <param name="Message">A sentence that says what is waited for.</param>
    public sealed record Waiting(string Reason, string Message) : Resolution;

    /// <summary>It cannot be carried out as it is.</summary>
    /// <param name="Reason">One word for programs.</param>
    /// <param name="Message">A sentence that names the field and what to change.</param>
    public sealed record Refused(string Reason, string Message) : Resolution;
}
