namespace ImageForge.Api.Core;

/// <summary>An object anywhere in the cluster.</summary>
public sealed record ObjectReference
{
    /// <summary>Its group and version.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Its kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Its namespace; absent for cluster-scoped objects.</summary>
    public string? Namespace { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its incarnation.</summary>
    public string? Uid { get; init; }

    /// <summary>The version that is meant.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>The part of the object that is meant.</summary>
    public string? FieldPath { get; init; }
}
