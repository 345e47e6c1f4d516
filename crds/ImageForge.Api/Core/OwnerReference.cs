namespace ImageForge.Api.Core;

/// <summary>Names an owner in the same namespace; garbage collection follows it.</summary>
public sealed record OwnerReference
{
    /// <summary>Group and version of the owner.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>Kind of the owner.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the owner.</summary>
    public required string Name { get; init; }

    /// <summary>Incarnation of the owner; a reference with another uid is dangling.</summary>
    public required string Uid { get; init; }

    /// <summary>True on the one owner that manages this object.</summary>
    public bool? Controller { get; init; }

    /// <summary>Foreground deletion of the owner waits for this object.</summary>
    public bool? BlockOwnerDeletion { get; init; }
}
