using System.Collections.Immutable;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>What the kubelet knows of one pod; its status is made of this.</summary>
internal sealed record PodRecord
{
    public required ImmutableList<ContainerRecord> Init { get; init; }

    public required ImmutableList<ContainerRecord> Containers { get; init; }

    public required DateTimeOffset StartTime { get; init; }

    /// <summary>The pod's own loopback address.</summary>
    public required string PodIP { get; init; }

    public string RestartPolicy { get; init; } = "Always";

    /// <summary>Its volumes are there and containers may start.</summary>
    public bool IsPrepared { get; init; }

    /// <summary>Nothing of it runs any more and nothing will: the phase is final.</summary>
    public bool IsOver { get; init; }

    /// <summary>Why the kubelet itself ended the pod, such as <c>DeadlineExceeded</c>.</summary>
    public string? Reason { get; init; }

    public string? Message { get; init; }

    public PodRecord WithContainer(ContainerRecord container) =>
        Init.FindIndex(c => c.Name == container.Name) is var i and >= 0
            ? this with
            {
                Init = Init.SetItem(i, container),
            }
            : this with
            {
                Containers = Containers.SetItem(Containers.FindIndex(c => c.Name == container.Name), container),
            };

    public ContainerRecord Container(string name) => Init.Concat(Containers).First(c => c.Name == name);
}
