using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>The defaults of a pod spec, wherever it stands.</summary>
internal static class PodDefaults
{
    private const int ReadableByAll = 420; // 0644

    public static void ApplyToTemplate(JsonObject template)
    {
        if (template["spec"] is JsonObject spec)
        {
            Apply(spec);
        }
    }

    public static void Apply(JsonObject spec)
    {
        spec["restartPolicy"] ??= "Always";
        spec["terminationGracePeriodSeconds"] ??= 30;
        spec["dnsPolicy"] ??= "ClusterFirst";
        spec["securityContext"] ??= new JsonObject();
        spec["schedulerName"] ??= "default-scheduler";
        if (spec["serviceAccountName"] is { } account)
        {
            spec["serviceAccount"] ??= account.DeepClone();
        }
        else if (spec["serviceAccount"] is { } old)
        {
            spec["serviceAccountName"] = old.DeepClone();
        }
        foreach (var volume in Objects(spec["volumes"]))
        {
            ApplyToVolume(volume);
        }
        foreach (var container in Objects(spec["initContainers"]).Concat(Objects(spec["containers"])))
        {
            ApplyToContainer(container);
        }
    }

    /// <summary>A limit without a request is the request, of pods and not of templates.</summary>
    public static void RequestLimits(JsonObject spec)
    {
        foreach (var container in Objects(spec["initContainers"]).Concat(Objects(spec["containers"])))
        {
            if (container["resources"] is not JsonObject resources || resources["limits"] is not JsonObject limits)
            {
                continue;
            }
            if (resources["requests"] is not JsonObject requests)
            {
                resources["requests"] = requests = [];
            }
            foreach (var (name, amount) in limits)
            {
                requests[name] ??= amount?.DeepClone();
            }
        }
    }

    private static void ApplyToVolume(JsonObject volume)
    {
        foreach (var kind in (string[])["configMap", "secret", "projected", "downwardAPI"])
        {
            if (volume[kind] is JsonObject source)
            {
                source["defaultMode"] ??= ReadableByAll;
            }
        }
        foreach (var item in Objects(volume["downwardAPI"]?["items"]))
        {
            ApplyToFieldRef(item);
        }
        foreach (var source in Objects(volume["projected"]?["sources"]))
        {
            foreach (var item in Objects(source["downwardAPI"]?["items"]))
            {
                ApplyToFieldRef(item);
            }
            if (source["serviceAccountToken"] is JsonObject token)
            {
                token["expirationSeconds"] ??= 3600;
            }
        }
        if (volume["hostPath"] is JsonObject host)
        {
            host["type"] ??= "";
        }
        if (volume.Count == 1)
        {
            volume["emptyDir"] = new JsonObject();
        }
    }

    private static void ApplyToContainer(JsonObject container)
    {
        container["resources"] ??= new JsonObject();
        container["terminationMessagePath"] ??= "/dev/termination-log";
        container["terminationMessagePolicy"] ??= "File";
        container["imagePullPolicy"] ??= IsLatest((string?)container["image"] ?? "") ? "Always" : "IfNotPresent";
        foreach (var port in Objects(container["ports"]))
        {
            port["protocol"] ??= "TCP";
        }
        foreach (var variable in Objects(container["env"]))
        {
            if (variable["valueFrom"] is JsonObject source)
            {
                ApplyToFieldRef(source);
            }
        }
        foreach (var probe in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container[probe] is JsonObject p)
            {
                ApplyToProbe(p);
            }
        }
    }

    private static void ApplyToProbe(JsonObject probe)
    {
        probe["timeoutSeconds"] ??= 1;
        probe["periodSeconds"] ??= 10;
        probe["successThreshold"] ??= 1;
        probe["failureThreshold"] ??= 3;
        if (probe["httpGet"] is JsonObject get)
        {
            get["path"] ??= "/";
            get["scheme"] ??= "HTTP";
        }
    }

    private static void ApplyToFieldRef(JsonObject source)
    {
        if (source["fieldRef"] is JsonObject field)
        {
            field["apiVersion"] ??= "v1";
        }
    }

    private static bool IsLatest(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return !name.Contains('@', StringComparison.Ordinal)
            && (!name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest", StringComparison.Ordinal));
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
