using ImageForge.Api.Common;
using ImageForge.Planning.Naming;

namespace ImageForge.Planning.Pods;

/// <summary>Validates runner.podTemplate: nothing that Kubernetes would refuse, and nothing that gives a pod rights.</summary>
internal static class PodAdditionRules
{
    // Of all annotations of an object, as Kubernetes counts them; a part is left for those of others.
    private const int MaxAnnotations = 128 * 1024;

    /// <summary>All violations.</summary>
    /// <param name="added">The additions.</param>
    /// <param name="field">Their field.</param>
    public static IEnumerable<string> Validate(PodAdditions added, string field) =>
        [
            .. Keys(added.Labels, $"{field}.labels"),
            .. (added.Labels ?? new Dictionary<string, string>())
                .Where(l => !KubernetesNames.IsLabelValue(l.Value))
                .Select(l => $"{field}.labels[{l.Key}]: '{l.Value}' is not a valid label value."),
            .. Keys(added.Annotations, $"{field}.annotations"),
            .. (added.Annotations ?? new Dictionary<string, string>()).Sum(a => a.Key.Length + a.Value.Length)
            > MaxAnnotations
                ? [$"{field}.annotations have more than {MaxAnnotations} characters."]
                : Array.Empty<string>(),
            .. AffinityRules.Validate(added.Affinity, $"{field}.affinity"),
            .. (added.TopologySpreadConstraints ?? []).SelectMany(
                (constraint, i) => AffinityRules.Validate(constraint, $"{field}.topologySpreadConstraints[{i}]")
            ),
            .. Twice(
                (added.TopologySpreadConstraints ?? []).Select(c => $"{c.TopologyKey}, {c.WhenUnsatisfiable}"),
                $"{field}.topologySpreadConstraints"
            ),
            .. Variables(added.Env ?? [], $"{field}.env"),
            .. Volumes(added.Volumes ?? [], $"{field}.volumes"),
            .. Mounts(added, $"{field}.volumeMounts"),
        ];

    private static IEnumerable<string> Keys(IReadOnlyDictionary<string, string>? entries, string field) =>
        (entries?.Keys ?? []).SelectMany(key =>
            !KubernetesNames.IsQualifiedName(key.ToLowerInvariant()) ? [$"{field}: '{key}' is not a valid key."]
            : ReservedNames.IsKey(key)
                ? [$"{field}: '{key}' is reserved: its domain gives pods rights or is not yours."]
            : Array.Empty<string>()
        );

    private static IEnumerable<string> Variables(IReadOnlyList<PodVariable> variables, string field) =>
        [
            .. variables
                .Select((v, i) => (v.Name, Field: $"{field}[{i}].name"))
                .Where(v => ReservedNames.IsVariable(v.Name))
                .Select(v => $"{v.Field} '{v.Name}' is reserved: the runner or one of its libraries reads it."),
            .. Twice(variables.Select(v => v.Name), field),
        ];

    private static IEnumerable<string> Volumes(IReadOnlyList<PodVolume> volumes, string field)
    {
        foreach (var (volume, i) in volumes.Select((volume, i) => (volume, i)))
        {
            var at = $"{field}[{i}]";
            if (!KubernetesNames.IsLabel(volume.Name))
            {
                yield return $"{at}.name '{volume.Name}' must be lower-case letters, digits and hyphens.";
            }
            else if (ReservedNames.IsVolume(volume.Name))
            {
                yield return $"{at}.name '{volume.Name}' is reserved for a volume of the operator.";
            }

            object?[] types = [volume.EmptyDir, volume.ConfigMap, volume.PersistentVolumeClaim, volume.Ephemeral];
            if (types.Count(type => type is not null) != 1)
            {
                yield return $"{at} must have exactly one of emptyDir, configMap, persistentVolumeClaim and ephemeral.";
            }

            foreach (
                var (name, part) in new[]
                {
                    (volume.ConfigMap?.Name, "configMap.name"),
                    (volume.PersistentVolumeClaim?.ClaimName, "persistentVolumeClaim.claimName"),
                    (
                        volume.Ephemeral?.VolumeClaimTemplate.Spec.StorageClassName,
                        "ephemeral.volumeClaimTemplate.spec.storageClassName"
                    ),
                }
            )
            {
                if (name is not null && !KubernetesNames.IsSubdomain(name))
                {
                    yield return $"{at}.{part} '{name}' is not a valid object name.";
                }
            }

            if (volume.EmptyDir?.SizeLimit is { } limit && !IsSize(limit, least: 0))
            {
                yield return $"{at}.emptyDir.sizeLimit '{limit}' is not a size; use one such as 5Gi.";
            }

            if (
                volume.Ephemeral?.VolumeClaimTemplate.Spec.Resources.Requests.Storage is { } storage
                && !IsSize(storage, least: 1)
            )
            {
                yield return $"{at}.ephemeral.volumeClaimTemplate.spec.resources.requests.storage '{storage}' is not a size; use one such as 20Gi.";
            }
        }

        foreach (var twice in Twice(volumes.Select(v => v.Name), field))
        {
            yield return twice;
        }
    }

    private static IEnumerable<string> Mounts(PodAdditions added, string field)
    {
        var names = (added.Volumes ?? []).Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (mount, i) in (added.VolumeMounts ?? []).Select((mount, i) => (mount, i)))
        {
            if (!names.Contains(mount.Name))
            {
                yield return $"{field}[{i}].name '{mount.Name}' is not the name of a volume of podTemplate.volumes.";
            }

            if (!ReservedNames.CanMount(mount.MountPath))
            {
                yield return $"{field}[{i}].mountPath '{mount.MountPath}' must be a plain path below {string.Join(" or ", ReservedNames.MountRoots)}.";
            }

            if (mount.SubPath is { } path && (path[0] == '/' || path.Split('/').Contains("..")))
            {
                yield return $"{field}[{i}].subPath '{path}' must be a relative path without '..'.";
            }
        }

        foreach (var twice in Twice((added.VolumeMounts ?? []).Select(m => m.MountPath), field))
        {
            yield return twice;
        }
    }

    // The schema keys these lists; local runs have no API server.
    private static IEnumerable<string> Twice(IEnumerable<string> names, string field) =>
        names
            .CountBy(name => name)
            .Where(counted => counted.Value > 1)
            .Select(counted => $"{field}: '{counted.Key}' is given {counted.Value} times.");

    private static bool IsSize(Quantity size, int least) =>
        QuantityText.TryParse(size.Value, out var bytes) && bytes >= least && bytes < long.MaxValue;
}
