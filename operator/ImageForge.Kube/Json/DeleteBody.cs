namespace ImageForge.Kube.Json;

/// <summary>The body of a delete (<c>meta/v1 DeleteOptions</c>).</summary>
internal sealed record DeleteBody
{
    public string ApiVersion { get; } = "v1";

    public string Kind { get; } = "DeleteOptions";

    public string? PropagationPolicy { get; init; }

    public int? GracePeriodSeconds { get; init; }

    public DeletePreconditions? Preconditions { get; init; }
}
