using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>Reads the ConfigMaps and Secrets that a pod refers to.</summary>
internal sealed class PodReferences(ObjectStore store, string ns)
{
    /// <summary>The entries of a ConfigMap, text and binary; null when there is no such object.</summary>
    public IReadOnlyDictionary<string, byte[]>? ConfigMap(string name) =>
        store.Get(new ObjectKey(BuiltinResources.ConfigMaps, ns, name)) is { } found
            ? Merge(found.Map("data").Select(Text), found.Map("binaryData").Select(Binary))
            : null;

    /// <summary>The entries of a Secret; null when there is no such object.</summary>
    public IReadOnlyDictionary<string, byte[]>? Secret(string name) =>
        store.Get(new ObjectKey(BuiltinResources.Secrets, ns, name)) is { } found
            ? Merge(found.Map("data").Select(Binary), found.Map("stringData").Select(Text))
            : null;

    /// <summary>The value of one key, as <c>configMapKeyRef</c> and <c>secretKeyRef</c> name it; null when optional and absent.</summary>
    /// <exception cref="PodConfigurationException">It is absent and not optional.</exception>
    public string? Value(JsonObject reference, bool isSecret)
    {
        var name = reference.Text("name") ?? "";
        var key = reference.Text("key") ?? "";
        var isOptional = reference.Flag("optional") == true;
        var entries = isSecret ? Secret(name) : ConfigMap(name);
        if (entries is null)
        {
            return isOptional ? null : throw Missing($"{(isSecret ? "secret" : "configmap")} \"{name}\" not found");
        }
        if (entries.TryGetValue(key, out var value))
        {
            return Encoding.UTF8.GetString(value);
        }
        return isOptional
            ? null
            : throw Missing($"couldn't find key {key} in {(isSecret ? "Secret" : "ConfigMap")} {ns}/{name}");
    }

    public static PodConfigurationException Missing(string what) => new("CreateContainerConfigError", what);

    private static Dictionary<string, byte[]> Merge(
        IEnumerable<KeyValuePair<string, byte[]>> first,
        IEnumerable<KeyValuePair<string, byte[]>> second
    )
    {
        var merged = new Dictionary<string, byte[]>(first);
        foreach (var (key, value) in second)
        {
            merged[key] = value;
        }
        return merged;
    }

    private static KeyValuePair<string, byte[]> Text(KeyValuePair<string, string> entry) =>
        new(entry.Key, Encoding.UTF8.GetBytes(entry.Value));

    private static KeyValuePair<string, byte[]> Binary(KeyValuePair<string, string> entry) =>
        new(entry.Key, Convert.FromBase64String(entry.Value));
}
