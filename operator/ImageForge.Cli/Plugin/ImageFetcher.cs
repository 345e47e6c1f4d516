using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Artifacts;
using ImageForge.Artifacts.Errors;
using ImageForge.Cli.Local;
using ImageForge.Contracts.Plans;
using ImageForge.Kube;
using ImageForge.Planning.Pods;

namespace ImageForge.Cli.Plugin;

/// <summary>Finds and fetches stored images with what the user of this machine can reach.</summary>
/// <param name="session">The cluster.</param>
/// <param name="environment">Looks an environment variable up, such as those of S3 credentials.</param>
internal sealed class ImageFetcher(ClusterSession session, Func<string, string?> environment)
{
    // What the AWS tools read.
    private const string S3EndpointVariable = "AWS_ENDPOINT_URL_S3";
    private const string EndpointVariable = "AWS_ENDPOINT_URL";

    /// <summary>The public URL of an image; null where it has none, or one that is not of the web.</summary>
    public static Uri? UrlOf(ImageEntry image) =>
        Uri.TryCreate(image.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    /// <summary>Where an image is: its URL, or else a path or the URI of its store with the key.</summary>
    public async Task<string> LocateAsync(ImageEntry image, CancellationToken cancellation) =>
        UrlOf(image)?.AbsoluteUri ?? StoreLocations.Of((await StoreAsync(image.Owner, cancellation)).Uri, image.Key);

    /// <summary>The path of an image whose store is a folder of this machine; null for other stores.</summary>
    public async Task<string?> FileAsync(ImageEntry image, CancellationToken cancellation) =>
        UrlOf(image) is null && FileUri.PathOf((await StoreAsync(image.Owner, cancellation)).Uri) is { } folder
            ? Path.Combine(folder, image.Key)
            : null;

    /// <summary>The bytes of an image, which have the digest that the status names.</summary>
    /// <exception cref="PluginException">They cannot be fetched, or have another digest.</exception>
    public async Task<byte[]> FetchAsync(ImageEntry image, CancellationToken cancellation)
    {
        var content = UrlOf(image) is { } url
            ? await DownloadAsync(url, image, cancellation)
            : await ReadAsync(image, cancellation);
        return image.Sha256 is null || Convert.ToHexStringLower(SHA256.HashData(content)) == image.Sha256
            ? content
            : throw new PluginException(
                $"{image.Name}: the stored file is not the one that the job stored: its SHA-256 differs from the status"
            );
    }

    private static async Task<byte[]> DownloadAsync(Uri url, ImageEntry image, CancellationToken cancellation)
    {
        using var client = new HttpClient { MaxResponseContentBufferSize = image.Bytes ?? int.MaxValue };
        try
        {
            return await client.GetByteArrayAsync(url, cancellation);
        }
        catch (HttpRequestException exception)
        {
            throw new PluginException($"{image.Name}: {url}: {exception.GetBaseException().Message}");
        }
    }

    private async Task<byte[]> ReadAsync(ImageEntry image, CancellationToken cancellation)
    {
        var plan = await StoreAsync(image.Owner, cancellation);
        try
        {
            using var store = ArtifactStores.Open(plan, environment);
            return await store.GetAsync(image.Key, image.Bytes ?? long.MaxValue, cancellation);
        }
        catch (StoreException exception) when (FileUri.PathOf(plan.Uri) is not null)
        {
            throw new PluginException(
                $"{image.Name}: {plan.Uri} is a folder in the runner's pod or on another machine: {exception.Message}"
            );
        }
        catch (StoreUnreachableException exception)
        {
            throw new PluginException(
                $"{image.Name}: {exception.Message}; for a store inside the cluster, run kubectl port-forward and set {S3EndpointVariable}"
            );
        }
        catch (StoreException exception)
        {
            throw new PluginException($"{image.Name}: {exception.Message}");
        }
    }

    /// <summary>The store of an object: its own, else the one that its run plan names, which is the operator's default.</summary>
    private async Task<StorePlan> StoreAsync(Unstructured owner, CancellationToken cancellation)
    {
        var own = owner.IsStoryboard()
            ? owner.Json.At("spec", "template", "output", "storage")
            : owner.Json.At("spec", "output", "storage");
        var store = own ?? await PlannedAsync(owner, cancellation);
        return store.TextAt("uri") is { } uri
            ? new StorePlan
            {
                Uri = uri,
                Endpoint = environment(S3EndpointVariable) ?? environment(EndpointVariable) ?? store.TextAt("endpoint"),
                Region = store.TextAt("region"),
            }
            : throw new PluginException(
                $"the store of {owner.Reference()} is unknown: it names none, and its run plan has been deleted"
            );
    }

    private async Task<JsonNode?> PlannedAsync(Unstructured owner, CancellationToken cancellation)
    {
        if (owner.Json.TextAt("status", "jobName") is not { Length: > 0 } name)
        {
            return null;
        }

        try
        {
            var key = new Kube.ObjectKey(owner.Metadata.NamespaceProperty, name);
            var map = await session.Client.GetAsync(CoreResources.ConfigMaps, key, cancellation);
            return map.Data?.TryGetValue(PodPlanner.PlanFile, out var plan) == true
                ? JsonNode.Parse(plan).At("delivery", "store")
                : null;
        }
        catch (KubeException exception) when (exception.IsNotFound)
        {
            return null;
        }
        catch (JsonException exception)
        {
            throw new PluginException($"the run plan of {owner.Reference()} is not valid JSON: {exception.Message}");
        }
    }
}
