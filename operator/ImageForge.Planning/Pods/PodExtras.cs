using ImageForge.Api.Common;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>Adds runner.podTemplate and the queue's topology to a pod. What is the operator's own wins.</summary>
internal static class PodExtras
{
    private const string DefaultSize = "1Gi";

    /// <summary>Metadata of the pod template.</summary>
    /// <param name="labels">The operator's labels.</param>
    /// <param name="runner">The runner.</param>
    public static V1ObjectMeta Metadata(IDictionary<string, string> labels, RunnerSpec? runner)
    {
        var annotations = new Dictionary<string, string>(
            runner?.PodTemplate?.Annotations ?? new Dictionary<string, string>(),
            StringComparer.Ordinal
        );
        foreach (var (key, value) in Topology(runner?.QueueTopology))
        {
            annotations[key] = value;
        }

        var all = new Dictionary<string, string>(
            runner?.PodTemplate?.Labels ?? new Dictionary<string, string>(),
            StringComparer.Ordinal
        );
        foreach (var (key, value) in labels)
        {
            all[key] = value;
        }

        return new() { Labels = all, Annotations = annotations.Count == 0 ? null : annotations };
    }

    /// <summary>The pod with affinity, spread constraints and volumes of the user.</summary>
    public static V1PodSpec Add(V1PodSpec pod, PodAdditions? added) =>
        added is null
            ? pod
            : pod with
            {
                Affinity = added.Affinity,
                TopologySpreadConstraints = added.TopologySpreadConstraints?.ToList(),
                Volumes = [.. pod.Volumes!, .. (added.Volumes ?? []).Select(Volume)],
                Containers = [.. pod.Containers.Select(container => Add(container, added))],
            };

    private static V1Container Add(V1Container container, PodAdditions added) =>
        container with
        {
            Env =
            [
                .. container.Env!,
                // Kubernetes expands $(NAME), also of credentials; a doubled $ is one.
                .. (added.Env ?? []).Select(v =>
                    PodEnvironment.Value(v.Name, v.Value.Replace("$", "$$", StringComparison.Ordinal))
                ),
            ],
            VolumeMounts =
            [
                .. container.VolumeMounts!,
                .. (added.VolumeMounts ?? []).Select(m => new V1VolumeMount
                {
                    Name = m.Name,
                    MountPath = m.MountPath,
                    SubPath = m.SubPath,
                    ReadOnlyProperty = m.ReadOnly ? true : null,
                }),
            ],
        };

    private static V1Volume Volume(PodVolume volume) =>
        new()
        {
            Name = volume.Name,
            EmptyDir = volume.EmptyDir is { } folder
                ? new() { SizeLimit = folder.SizeLimit?.Value ?? DefaultSize }
                : null,
            ConfigMap = volume.ConfigMap is { } map
                ? new() { Name = map.Name, Optional = map.Optional ? true : null }
                : null,
            PersistentVolumeClaim = volume.PersistentVolumeClaim is { } claim
                ? new() { ClaimName = claim.ClaimName, ReadOnlyProperty = claim.ReadOnly ? true : null }
                : null,
            Ephemeral = volume.Ephemeral is { VolumeClaimTemplate.Spec: var spec }
                ? new()
                {
                    VolumeClaimTemplate = new()
                    {
                        Spec = new()
                        {
                            AccessModes = [.. spec.AccessModes],
                            StorageClassName = spec.StorageClassName,
                            Resources = new()
                            {
                                Requests = new Dictionary<string, ResourceQuantity>
                                {
                                    ["storage"] = spec.Resources.Requests.Storage.Value,
                                },
                            },
                        },
                    },
                }
                : null,
        };

    private static IEnumerable<(string Key, string Value)> Topology(QueueTopology? topology) =>
        topology switch
        {
            { Required: { } level } => [("kueue.x-k8s.io/podset-required-topology", level)],
            { Preferred: { } level } => [("kueue.x-k8s.io/podset-preferred-topology", level)],
            { Unconstrained: true } => [("kueue.x-k8s.io/podset-unconstrained-topology", "true")],
            _ => [],
        };
}
