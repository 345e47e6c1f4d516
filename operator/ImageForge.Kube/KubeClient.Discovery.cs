using System.Text.Json;
using ImageForge.Api;
using ImageForge.Kube.Http;
using ImageForge.Kube.Json;
using k8s.Models;

namespace ImageForge.Kube;

/// <content>How kinds that are only known by name are addressed.</content>
public sealed partial class KubeClient
{
    /// <summary>The OpenAPI v3 document of a group and version: the schemas that the server knows.</summary>
    /// <param name="group">The API group; not the core group.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The document; null if nothing of this version is served.</returns>
    /// <exception cref="KubeException">The call failed.</exception>
    /// <exception cref="KubeTransportException">There was no usable answer.</exception>
    public async Task<JsonDocument?> OpenApiAsync(string group, string version, CancellationToken cancellation)
    {
        try
        {
            var call = new Call(HttpMethod.Get, $"/openapi/v3/apis/{group}/{version}");
            return JsonDocument.Parse(await _transport.SendAsync(call, cancellation));
        }
        catch (KubeException e) when (e.IsNotFound)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new KubeTransportException($"Invalid OpenAPI document: {e.Message}", e);
        }
    }

    /// <summary>Finds out how objects of a kind are addressed, such as those of a file to be applied.</summary>
    /// <param name="apiVersion">Group and version as the object states them.</param>
    /// <param name="kind">Kind as the object states it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The kind's resource, or null if the server has no such kind in this version.</returns>
    public async Task<ResourceType<Unstructured>?> DiscoverAsync(
        string apiVersion,
        string kind,
        CancellationToken cancellation
    )
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var path = slash < 0 ? $"/api/{apiVersion}" : $"/apis/{apiVersion}";
        V1APIResourceList? list;
        try
        {
            var json = await _transport.SendAsync(new Call(HttpMethod.Get, path), cancellation);
            list = JsonSerializer.Deserialize(json.Span, CoreJson.Of<V1APIResourceList>());
        }
        catch (KubeException e) when (e.IsNotFound)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw new KubeTransportException($"Invalid API discovery response: {e.Message}", e);
        }
        // Subresources are listed as name/subresource, with kinds of their own.
        var resource = list?.Resources?.FirstOrDefault(r =>
            r.Kind == kind && !r.Name.Contains('/', StringComparison.Ordinal)
        );
        return resource is null
            ? null
            : new ResourceType<Unstructured>(
                slash < 0 ? "" : apiVersion[..slash],
                apiVersion[(slash + 1)..],
                kind,
                resource.Name,
                resource.Namespaced,
                KubeJson.Default.Unstructured
            );
    }
}
