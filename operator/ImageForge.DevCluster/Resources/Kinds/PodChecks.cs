using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>The rules for a pod spec, wherever it stands, in the words of Kubernetes 1.36.</summary>
internal static class PodChecks
{
    private static readonly string[] RestartPolicies = ["Always", "OnFailure", "Never"];
    private static readonly string[] DnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];

    public static IEnumerable<FieldError> Spec(JsonObject? spec, string path)
    {
        spec ??= [];
        var volumes = spec["volumes"] as JsonArray ?? [];
        foreach (var error in VolumeChecks.Check(volumes, $"{path}.volumes"))
        {
            yield return error;
        }
        var names = volumes.Select(v => (string?)v?["name"]).ToHashSet();
        if (spec["containers"] is not JsonArray { Count: > 0 } containers)
        {
            yield return FieldError.Required($"{path}.containers");
        }
        else
        {
            foreach (var error in Containers(containers, names, $"{path}.containers"))
            {
                yield return error;
            }
        }
        foreach (var error in Containers(spec["initContainers"] as JsonArray ?? [], names, $"{path}.initContainers"))
        {
            yield return error;
        }
        foreach (
            var (field, values) in ((string, string[])[])
                [("restartPolicy", RestartPolicies), ("dnsPolicy", DnsPolicies)]
        )
        {
            if (spec[field] is { } policy && !values.Contains((string?)policy))
            {
                yield return FieldError.NotSupported($"{path}.{field}", policy, values);
            }
        }
        foreach (var error in PlacementChecks.Check(spec, path))
        {
            yield return error;
        }
    }

    private static IEnumerable<FieldError> Containers(JsonArray containers, HashSet<string?> volumes, string path)
    {
        var names = new HashSet<string>();
        for (var i = 0; i < containers.Count; i++)
        {
            if (containers[i] is not JsonObject container)
            {
                continue;
            }
            var name = (string?)container["name"] ?? "";
            if (name.Length == 0)
            {
                yield return FieldError.Required($"{path}[{i}].name");
            }
            else if (!names.Add(name))
            {
                yield return FieldError.Duplicate($"{path}[{i}].name", name);
            }
            foreach (var error in name.Length == 0 ? [] : NameRules.Label(name))
            {
                yield return FieldError.Invalid($"{path}[{i}].name", name, error);
            }
            foreach (var error in ContainerChecks.Check(container, volumes, $"{path}[{i}]"))
            {
                yield return error;
            }
        }
    }
}
