namespace ImageForge.Api.Core;

/// <summary>A lock with a time-out (<c>coordination.k8s.io/v1 Lease</c>).</summary>
public sealed record Lease : IKubeObject
{
    /// <inheritdoc/>
    public string ApiVersion => "coordination.k8s.io/v1";

    /// <inheritdoc/>
    public string Kind => "Lease";

    /// <inheritdoc/>
    public ObjectMeta Metadata
    {
        get;
        // Generated readers set what is absent to null.
        init => field = value ?? new ObjectMeta();
    } = new();

    /// <summary>Who holds it and until when.</summary>
    public LeaseSpec? Spec { get; init; }
}
