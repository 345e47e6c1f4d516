using k8s.Models;

namespace ImageForge.Runtime.Election;

/// <summary>Input of a candidate.</summary>
internal abstract record ElectionInput
{
    private ElectionInput() { }

    /// <summary>It is time to act.</summary>
    public sealed record Due : ElectionInput;

    /// <summary>The Lease was read; null: there is none.</summary>
    public sealed record Read(V1Lease? Lease) : ElectionInput;

    /// <summary>Our write succeeded.</summary>
    public sealed record Written(V1Lease Lease) : ElectionInput;

    /// <summary>Our write conflicted.</summary>
    public sealed record Conflict : ElectionInput;

    /// <summary>The call failed or timed out; whether a write took effect is unknown.</summary>
    public sealed record Failed : ElectionInput;
}
