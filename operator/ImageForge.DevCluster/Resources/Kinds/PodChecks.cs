using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>The checks of a pod spec that keep it runnable.</summary>
internal static class PodChecks
{
    private static readonly string[] RestartPolicies = ["Always", "OnFailure", "Never"];

    public static IEnumerable<FieldError> Spec(JsonObject? spec, string path)
    {
        var volumes = (spec?["volumes"] as JsonArray ?? []).Select(v => (string?)v?["name"]).ToHashSet();
        if (spec?["containers"] is not JsonArray { Count: > 0 } containers)
        {
            yield return FieldError.Required($"{path}.containers");
        }
        else
        {
            foreach (var error in Containers(containers, volumes, $"{path}.containers"))
                yield return error;
        }
        foreach (var error in Containers(spec?["initContainers"] as JsonArray ?? [], volumes, $"{path}.initContainers"))
            yield return error;
        if (spec?["restartPolicy"] is { } policy && !RestartPolicies.Contains((string?)policy))
            yield return FieldError.NotSupported($"{path}.restartPolicy", policy, RestartPolicies);
    }

    private static IEnumerable<FieldError> Containers(JsonArray containers, HashSet<string?> volumes, string path)
    {
        var names = new HashSet<string>();
        for (var i = 0; i < containers.Count; i++)
        {
            if (containers[i] is not JsonObject container)
                continue;
            var name = (string?)container["name"] ?? "";
            if (name.Length == 0)
                yield return FieldError.Required($"{path}[{i}].name");
            else if (!names.Add(name))
                yield return FieldError.Duplicate($"{path}[{i}].name", name);
            foreach (var error in name.Length == 0 ? [] : NameRules.Label(name))
                yield return FieldError.Invalid($"{path}[{i}].name", name, error);
            if ((string?)container["image"] is null or "")
                yield return FieldError.Required($"{path}[{i}].image");
            var mounts = (container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            for (var m = 0; m < mounts.Count; m++)
            {
                if (!volumes.Contains((string?)mounts[m]["name"]))
                    yield return new FieldError(
                        FieldErrorType.NotFound,
                        $"{path}[{i}].volumeMounts[{m}].name",
                        GoText.Value(mounts[m]["name"]),
                        ""
                    );
            }
        }
    }
}
