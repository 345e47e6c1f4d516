namespace ImageForge.Kube.Json;

/// <summary>What must be true of an object for a delete to happen.</summary>
internal sealed record DeletePreconditions
{
    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }
}
