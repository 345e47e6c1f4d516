using ImageForge.Api.Core;

namespace ImageForge.Runtime.Election;

/// <summary>What can happen to a candidate.</summary>
internal abstract record ElectionInput
{
    private ElectionInput() { }

    /// <summary>It is time to act.</summary>
    public sealed record Due : ElectionInput;

    /// <summary>The Lease was read; null: there is none.</summary>
    public sealed record Read(Lease? Lease) : ElectionInput;

    /// <summary>Our write was carried out.</summary>
    public sealed record Written(Lease Lease) : ElectionInput;

    /// <summary>Another wrote before us.</summary>
    public sealed record Conflict : ElectionInput;

    /// <summary>No answer came, or an error; whether a write was carried out is unknown.</summary>
    public sealed record Failed : ElectionInput;
}
