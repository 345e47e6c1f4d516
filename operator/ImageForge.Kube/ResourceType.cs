using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Kube.Json;
using k8s;
using k8s.Models;

namespace ImageForge.Kube;

/// <summary>How objects of one kind are addressed and written as JSON.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Version">Version within the group, such as <c>v1</c>.</param>
/// <param name="Kind">Kind in CamelCase.</param>
/// <param name="Plural">Name in paths, such as <c>configmaps</c>.</param>
/// <param name="Namespaced">False for cluster-scoped kinds.</param>
/// <param name="Json">How <typeparamref name="T"/> is read and written.</param>
/// <typeparam name="T">The type that carries objects of this kind.</typeparam>
public sealed record ResourceType<T>(
    string Group,
    string Version,
    string Kind,
    string Plural,
    bool Namespaced,
    JsonTypeInfo<T> Json
)
    where T : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>How objects are read where it differs from <see cref="Json"/>, such as without what is not needed.</summary>
    public JsonTypeInfo<T>? Reads { get; init; }

    /// <summary>The same objects, of which only the metadata are read.</summary>
    public ResourceType<ObjectMetadata> MetadataOnly =>
        new(Group, Version, Kind, Plural, Namespaced, KubeJson.Default.ObjectMetadata);

    /// <summary>Group and version as objects state them.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Sets apiVersion and kind of an object that lacks them: the library's models do not set their own.</summary>
    internal void NameKind(T value)
    {
        if (string.IsNullOrEmpty(value.Kind))
        {
            value.ApiVersion = ApiVersion;
            value.Kind = Kind;
        }
    }

    /// <summary>The path of the collection, or of one object or subresource of it.</summary>
    /// <param name="ns">Namespace; null means all of them. Ignored for cluster-scoped kinds.</param>
    /// <param name="name">Object name; null means the collection.</param>
    /// <param name="subresource">Such as <c>status</c>; needs a name.</param>
    internal string Path(string? ns, string? name = null, string? subresource = null)
    {
        var path = new StringBuilder(Group.Length == 0 ? "/api/" : $"/apis/{Group}/").Append(Version);
        if (Namespaced && !string.IsNullOrEmpty(ns))
        {
            path.Append("/namespaces/").Append(Uri.EscapeDataString(ns));
        }
        path.Append('/').Append(Plural);
        if (name is not null)
        {
            path.Append('/').Append(Uri.EscapeDataString(name));
        }
        if (subresource is not null)
        {
            path.Append('/').Append(subresource);
        }
        return path.ToString();
    }
}

/// <summary>The metadata of an object of any kind.</summary>
public sealed record ObjectMetadata : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "";

    /// <inheritdoc/>
    public string Kind { get; set; } = "";

    /// <inheritdoc/>
    [JsonConverter(typeof(ObjectMetaConverter))]
    public V1ObjectMeta Metadata { get; set; } = new();
}
