using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>Result of resolving a spec. Closed hierarchy.</summary>
public abstract record Resolution
{
    private Resolution() { }

    /// <summary>Ready to run.</summary>
    /// <param name="Plan">The complete run plan.</param>
    /// <param name="EstimatedCents">Estimated cost.</param>
    /// <param name="ProfileHash">Digest of the profile used, if any.</param>
    public sealed record Ready(RunPlan Plan, long EstimatedCents, string? ProfileHash) : Resolution;

    /// <summary>Waiting for a referenced object.</summary>
    /// <param name="Reason">CamelCase reason.</param>
    /// <param name="Message">Message with the object waited for.</param>
    public sealed record Waiting(string Reason, string Message) : Resolution;

    /// <summary>Rejected.</summary>
    /// <param name="Reason">CamelCase reason.</param>
    /// <param name="Message">Message with the field and what to change.</param>
    public sealed record Refused(string Reason, string Message) : Resolution;
}

/// <summary>A validation error.</summary>
/// <param name="Reason">CamelCase reason.</param>
/// <param name="Message">Message with the field and what to change.</param>
internal sealed record Problem(string Reason, string Message);
