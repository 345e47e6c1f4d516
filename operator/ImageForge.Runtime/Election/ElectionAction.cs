using ImageForge.Api.Core;

namespace ImageForge.Runtime.Election;

/// <summary>What a candidate does next.</summary>
internal abstract record ElectionAction
{
    private ElectionAction() { }

    /// <summary>Read the Lease.</summary>
    public sealed record Get : ElectionAction;

    /// <summary>Create it; must fail if it exists.</summary>
    public sealed record Create(Lease Lease) : ElectionAction;

    /// <summary>Replace the version that it carries; must fail if it has another by now.</summary>
    public sealed record Replace(Lease Lease) : ElectionAction;

    /// <summary>Wait, then it is <see cref="ElectionInput.Due"/>.</summary>
    public sealed record Wait(TimeSpan Delay) : ElectionAction;
}
