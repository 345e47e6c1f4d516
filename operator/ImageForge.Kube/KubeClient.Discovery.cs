using System.Text.Json;
using ImageForge.Api;
using ImageForge.Kube.Http;
using ImageForge.Kube.Json;
using k8s.Models;

namespace ImageForge.Kube;

/// <content>How kinds that are only known by name are addressed.</content>
public sealed partial class KubeClient
{
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
