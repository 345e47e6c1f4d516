namespace ImageForge.Api.Core;

/// <summary>Runs pods until enough of them succeeded (<c>batch/v1 Job</c>).</summary>
public sealed record Job : IKubeObject
{
    /// <inheritdoc/>
    public string ApiVersion => "batch/v1";

    /// <inheritdoc/>
    public string Kind => "Job";

    /// <inheritdoc/>
    public ObjectMeta Metadata
    {
        get;
        // Generated readers set what is absent to null.
        init => field = value ?? new ObjectMeta();
    } = new();

    /// <summary>What to run and when to give up.</summary>
    public JobSpec? Spec { get; init; }

    /// <summary>What became of it; written by the job controller.</summary>
    public JobStatus? Status { get; init; }
}
