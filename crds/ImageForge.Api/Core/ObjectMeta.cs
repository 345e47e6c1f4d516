using System.Text.Json.Serialization;

namespace ImageForge.Api.Core;

/// <summary>The metadata that every stored object has (<c>meta/v1 ObjectMeta</c>).</summary>
public sealed record ObjectMeta
{
    /// <summary>Unique within a namespace.</summary>
    public string? Name { get; init; }

    /// <summary>Prefix from which the server makes a unique name when <see cref="Name"/> is absent.</summary>
    public string? GenerateName { get; init; }

    /// <summary>Namespace; absent for cluster-scoped objects.</summary>
    public string? Namespace { get; init; }

    /// <summary>Identity of this incarnation, set by the server.</summary>
    public string? Uid { get; init; }

    /// <summary>Opaque version for optimistic concurrency and watches.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Counts changes of the desired state; set by the server.</summary>
    public long? Generation { get; init; }

    /// <summary>When the server stored the object first.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>When deletion was asked for; the object goes once its finalizers are gone.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? DeletionTimestamp { get; init; }

    /// <summary>Selectable key-value pairs.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Free key-value pairs.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Objects whose deletion deletes this one.</summary>
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }

    /// <summary>Names that must be removed before the object can go.</summary>
    public IReadOnlyList<string>? Finalizers { get; init; }
}
