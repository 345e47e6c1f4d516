using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>
/// The environment of a container: what its spec gives, and of the cluster's own environment only what a program
/// needs to start (PATH, HOME, LANG, DOTNET_ROOT) and OpenTelemetry's settings (OTEL_*), whose headers may be secret.
/// HOSTNAME is the pod's name and TMPDIR a folder of the pod.
/// </summary>
internal sealed class ContainerEnvironment(JsonObject pod, string podIP, PodReferences references)
{
    private static readonly string[] Inherited = ["PATH", "HOME", "LANG", "DOTNET_ROOT"];

    /// <exception cref="PodConfigurationException">A ConfigMap, Secret or key is not there.</exception>
    public IReadOnlyDictionary<string, string> Build(JsonObject container, Mounts mounts, PodFolders folders)
    {
        var environment = new Dictionary<string, string>
        {
            ["HOSTNAME"] = pod.Name(),
            ["TMPDIR"] = mounts.Path("/tmp") ?? folders.Temporary,
        };
        foreach (var name in Inherited.Concat(Telemetry()))
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }
        var given = new Dictionary<string, string>();
        foreach (var source in container.Items("envFrom"))
        {
            AddAll(given, source);
        }
        foreach (var variable in container.Items("env"))
        {
            if (Value(variable, given) is { } value)
            {
                given[variable.Text("name") ?? ""] = value;
            }
        }
        foreach (var (name, value) in given)
        {
            environment[name] = mounts.Rewrite(value);
        }
        return environment;
    }

    // A pod has another name and other attributes than the cluster.
    private static IEnumerable<string> Telemetry() =>
        Environment
            .GetEnvironmentVariables()
            .Keys.Cast<string>()
            .Where(name =>
                name.StartsWith("OTEL_", StringComparison.Ordinal)
                && name is not ("OTEL_SERVICE_NAME" or "OTEL_RESOURCE_ATTRIBUTES")
            );

    private void AddAll(Dictionary<string, string> given, JsonObject source)
    {
        var prefix = source.Text("prefix") ?? "";
        var isSecret = source["secretRef"] is not null;
        var reference = source[isSecret ? "secretRef" : "configMapRef"];
        var name = reference.Text("name") ?? "";
        var entries = isSecret ? references.Secret(name) : references.ConfigMap(name);
        if (entries is null && reference.Flag("optional") != true)
        {
            throw PodReferences.Missing($"{(isSecret ? "secret" : "configmap")} \"{name}\" not found");
        }
        foreach (var (key, value) in entries ?? new Dictionary<string, byte[]>())
        {
            given[prefix + key] = Encoding.UTF8.GetString(value);
        }
    }

    private string? Value(JsonObject variable, Dictionary<string, string> given)
    {
        if (variable["valueFrom"] is not JsonObject from)
        {
            return VariableExpansion.Expand(variable.Text("value") ?? "", given);
        }
        if (from.Text("fieldRef", "fieldPath") is { } path)
        {
            return FieldReferences.Resolve(pod, podIP, path);
        }
        if (from["configMapKeyRef"] is JsonObject configMap)
        {
            return references.Value(configMap, isSecret: false);
        }
        if (from["secretKeyRef"] is JsonObject secret)
        {
            return references.Value(secret, isSecret: true);
        }
        throw PodReferences.Missing(
            $"valueFrom of {variable.Text("name")} is not supported by the development cluster"
        );
    }
}
