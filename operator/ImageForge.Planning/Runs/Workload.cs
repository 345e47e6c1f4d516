using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace ImageForge.Planning.Runs;

/// <summary>
/// Kueue's Workload of a Job, as far as it is read. A cluster may have many, most of them of others: what is not of a Job
/// is reduced to its name when it is read.
/// </summary>
public sealed record Workload : IKubernetesObject<V1ObjectMeta>, IJsonOnDeserialized
{
    /// <summary>API group.</summary>
    public const string Group = "kueue.x-k8s.io";

    /// <summary>The version that is read; Kueue has had it since 0.15.</summary>
    public const string Version = "v1beta2";

    /// <summary>Name of the kind.</summary>
    public const string KindName = "Workload";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = Group + "/" + Version;

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>Observed state.</summary>
    public WorkloadStatus? Status { get; set; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        var owners = (Metadata.OwnerReferences ?? [])
            .Where(o => o is { Controller: true, Kind: V1Job.KubeKind })
            .ToList();
        Metadata = new()
        {
            Name = Metadata.Name,
            NamespaceProperty = Metadata.NamespaceProperty,
            Uid = Metadata.Uid,
            ResourceVersion = Metadata.ResourceVersion,
            CreationTimestamp = Metadata.CreationTimestamp,
            DeletionTimestamp = Metadata.DeletionTimestamp,
            OwnerReferences = owners.Count == 0 ? null : owners,
        };
        Status = owners.Count == 0 ? null : Status;
    }
}

/// <summary>Observed state of a Workload.</summary>
public sealed record WorkloadStatus
{
    /// <summary>QuotaReserved, Admitted, Evicted, Preempted and others.</summary>
    public IReadOnlyList<V1Condition>? Conditions { get; init; }
}
