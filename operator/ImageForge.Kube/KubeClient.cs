using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Kube.Auth;
using ImageForge.Kube.Config;
using ImageForge.Kube.Http;
using ImageForge.Kube.Json;
using ImageForge.Model;
using k8s;
using k8s.Models;

namespace ImageForge.Kube;

/// <summary>
/// Typed calls to a Kubernetes API server. Every call throws <see cref="KubeException"/> when the server answers with
/// an error and <see cref="KubeTransportException"/> when no usable answer comes. Answers 429 and 5xx with Retry-After
/// are waited out, up to ten tries. Safe for concurrent use.
/// </summary>
public sealed partial class KubeClient : IDisposable
{
    private const string ApplyPatch = "application/apply-patch+yaml";
    private const string MergePatch = "application/merge-patch+json";
    private const string OnlyMetadata = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
    private const string JsonPatch = "application/json-patch+json";

    private readonly KubeTransport _transport;
    private readonly KubeClientOptions _options;

    private KubeClient(KubeConfig config, KubeClientOptions options)
    {
        _options = options;
        Availability = new Availability(options.Time);
        _transport = new KubeTransport(config, options, CredentialSources.For(config, options.Time), Availability);
        DefaultNamespace = config.Namespace;
    }

    /// <summary>Whether calls get through.</summary>
    public Availability Availability { get; }

    /// <summary>The namespace that the configuration names for calls that name none.</summary>
    public string DefaultNamespace { get; }

    /// <summary>Makes a client; nothing is connected before the first call.</summary>
    public static KubeClient Create(KubeConfig config, KubeClientOptions? options = null) =>
        new(config, options ?? new KubeClientOptions());

    /// <summary>Reads one object.</summary>
    public async Task<T> GetAsync<T>(ResourceType<T> type, ObjectKey key, CancellationToken cancellation)
        where T : IKubernetesObject<V1ObjectMeta> =>
        Read(await _transport.SendAsync(Call(HttpMethod.Get, type, key), cancellation), type);

    /// <summary>
    /// Creates an object. With a deterministic name, <see cref="KubeException.IsAlreadyExists"/> may mean an earlier
    /// success whose answer was lost.
    /// </summary>
    public async Task<T> CreateAsync<T>(ResourceType<T> type, T value, CancellationToken cancellation)
        where T : IKubernetesObject<V1ObjectMeta> =>
        await WriteAsync(
            new Call(HttpMethod.Post, type.Path(value.Metadata.NamespaceProperty), Budget(type))
            {
                Body = Write(value, type),
            },
            type,
            cancellation
        );

    /// <summary>As <see cref="CreateAsync"/>, but only the metadata of the answer are sent, where the server can, and read.</summary>
    public async Task<ObjectMetadata> SubmitAsync<T>(ResourceType<T> type, T value, CancellationToken cancellation)
        where T : IKubernetesObject<V1ObjectMeta> =>
        await WriteAsync(
            new Call(HttpMethod.Post, type.Path(value.Metadata.NamespaceProperty), Budget(type))
            {
                Body = Write(value, type),
            },
            type.MetadataOnly,
            cancellation
        );

    /// <summary>Replaces an object; it must carry the version that it was read with.</summary>
    public async Task<T> ReplaceAsync<T>(ResourceType<T> type, T value, CancellationToken cancellation)
        where T : IKubernetesObject<V1ObjectMeta> =>
        await WriteAsync(
            Call(HttpMethod.Put, type, ObjectKey.Of(value)) with
            {
                Body = Write(value, type),
            },
            type,
            cancellation
        );

    /// <summary>
    /// Creates the object or sets the given fields and removes those that the same manager gave before and now left out
    /// (server-side apply).
    /// </summary>
    /// <param name="type">The kind.</param>
    /// <param name="value">The fields to own, with name and namespace and without managedFields.</param>
    /// <param name="fieldManager">Who owns them.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="force">Take fields over that others own; without it they are a Conflict.</param>
    public async Task<T> ApplyAsync<T>(
        ResourceType<T> type,
        T value,
        string fieldManager,
        CancellationToken cancellation,
        bool force = true
    )
        where T : IKubernetesObject<V1ObjectMeta>
    {
        var path = type.Path(value.Metadata.NamespaceProperty, value.Metadata.Name);
        var query = new Query(path).Add("fieldManager", fieldManager).Add("force", force);
        return await WriteAsync(
            new Call(HttpMethod.Patch, query.ToString(), Budget(type))
            {
                Body = Write(value, type),
                ContentType = ApplyPatch,
            },
            type,
            cancellation
        );
    }

    /// <summary>Merges into an object: given fields are set, null ones removed.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="key">Which object.</param>
    /// <param name="patch">The fields; a <c>metadata.resourceVersion</c> in it makes a change in between a Conflict.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<T> MergePatchAsync<T>(
        ResourceType<T> type,
        ObjectKey key,
        JsonObject patch,
        CancellationToken cancellation
    )
        where T : IKubernetesObject<V1ObjectMeta> => await PatchAsync(type, key, null, patch, MergePatch, cancellation);

    /// <summary>Merges into an object's status through its status subresource.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="key">Which object.</param>
    /// <param name="patch">A whole patch, so with <c>status</c> on top.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<T> PatchStatusAsync<T>(
        ResourceType<T> type,
        ObjectKey key,
        JsonObject patch,
        CancellationToken cancellation
    )
        where T : IKubernetesObject<V1ObjectMeta> =>
        await PatchAsync(type, key, "status", patch, MergePatch, cancellation);

    /// <summary>Changes an object by operations (RFC 6902); a <c>test</c> that fails is Invalid (422).</summary>
    public async Task<T> JsonPatchAsync<T>(
        ResourceType<T> type,
        ObjectKey key,
        JsonArray operations,
        CancellationToken cancellation
    )
        where T : IKubernetesObject<V1ObjectMeta> =>
        await PatchAsync(type, key, null, operations, JsonPatch, cancellation);

    /// <summary>Deletes an object; finalizers may keep it for a while yet.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="key">Which object.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="options">How; the propagation policy is <c>Background</c> unless it is set.</param>
    public async Task DeleteAsync<T>(
        ResourceType<T> type,
        ObjectKey key,
        CancellationToken cancellation,
        V1DeleteOptions? options = null
    )
        where T : IKubernetesObject<V1ObjectMeta>
    {
        options ??= new V1DeleteOptions();
        var body = options with
        {
            ApiVersion = "v1",
            Kind = "DeleteOptions",
            PropagationPolicy = options.PropagationPolicy ?? "Background",
        };
        await _transport.SendAsync(
            Call(HttpMethod.Delete, type, key) with
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(body, CoreJson.Of<V1DeleteOptions>()),
            },
            cancellation
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private static Call Call<T>(HttpMethod method, ResourceType<T> type, ObjectKey key)
        where T : IKubernetesObject<V1ObjectMeta> => new(method, type.Path(key.Namespace, key.Name), Budget(type));

    private static CallBudget Budget<T>(ResourceType<T> type)
        where T : IKubernetesObject<V1ObjectMeta> =>
        (type.Group, type.Plural) switch
        {
            ("coordination.k8s.io", "leases") => CallBudget.Leases,
            ("events.k8s.io", "events") => CallBudget.Events,
            _ => CallBudget.Rest,
        };

    private async Task<T> PatchAsync<T>(
        ResourceType<T> type,
        ObjectKey key,
        string? subresource,
        JsonNode patch,
        string contentType,
        CancellationToken cancellation
    )
        where T : IKubernetesObject<V1ObjectMeta> =>
        await WriteAsync(
            new Call(HttpMethod.Patch, type.Path(key.Namespace, key.Name, subresource), Budget(type))
            {
                Body = JsonSerializer.SerializeToUtf8Bytes(patch, KubeJson.Default.JsonNode),
                ContentType = contentType,
            },
            type,
            cancellation
        );

    private async Task<T> WriteAsync<T>(Call call, ResourceType<T> type, CancellationToken cancellation)
        where T : IKubernetesObject<V1ObjectMeta> =>
        Read(
            await _transport.SendAsync(
                typeof(T) == typeof(ObjectMetadata) ? call with { Accept = OnlyMetadata } : call,
                cancellation
            ),
            type
        );

    private static byte[] Write<T>(T value, ResourceType<T> type)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        type.NameKind(value);
        return JsonSerializer.SerializeToUtf8Bytes(value, type.Json);
    }

    private static T Read<T>(ReadOnlyMemory<byte> json, ResourceType<T> type)
        where T : IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return ObjectReader.Read(json.Span, type);
        }
        catch (JsonException e)
        {
            throw new KubeTransportException($"Invalid {type.Kind} response: {RecordJson.Explain(e)}", e);
        }
    }
}
