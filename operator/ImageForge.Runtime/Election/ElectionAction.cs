using k8s.Models;

namespace ImageForge.Runtime.Election;

/// <summary>Next action of a candidate.</summary>
internal abstract record ElectionAction
{
    private ElectionAction() { }

    /// <summary>Read the Lease.</summary>
    public sealed record Get : ElectionAction;

    /// <summary>Create the Lease; fails if it exists.</summary>
    public sealed record Create(V1Lease Lease) : ElectionAction;

    /// <summary>Replace the Lease at its resourceVersion; fails if it has changed.</summary>
    public sealed record Replace(V1Lease Lease) : ElectionAction;

    /// <summary>Wait, then send <see cref="ElectionInput.Due"/>.</summary>
    public sealed record Wait(TimeSpan Delay) : ElectionAction;
}
