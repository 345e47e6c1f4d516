using System.Runtime.CompilerServices;
using System.Text.Json;
using ImageForge.Kube.Http;
using ImageForge.Kube.Json;
using ImageForge.Kube.Watching;
using ImageForge.Model;
using k8s;
using k8s.Models;

namespace ImageForge.Kube;

/// <content>Lists, watches and logs.</content>
public sealed partial class KubeClient
{
    /// <summary>Reads one page of a list.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="ns">Namespace; null for all.</param>
    /// <param name="options">Which objects, and which page.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ListPage<T>> ListPageAsync<T>(
        ResourceType<T> type,
        string? ns,
        ListOptions options,
        CancellationToken cancellation
    )
        where T : IKubernetesObject<V1ObjectMeta>
    {
        var query = new Query(type.Path(ns))
            .Add("labelSelector", options.LabelSelector)
            .Add("fieldSelector", options.FieldSelector)
            .Add("limit", options.Limit)
            .Add("continue", options.Continue)
            // Only the first page may name a version: the token holds it for the others.
            .Add("resourceVersion", options.Continue is null ? options.ResourceVersion : null);
        try
        {
            return await _transport.SendAsync(
                new Call(HttpMethod.Get, query.ToString(), Budget(type)),
                (body, ct) => new ListReader<T>(body, type).ReadAsync(ct),
                cancellation
            );
        }
        catch (JsonException e)
        {
            throw new KubeTransportException($"Invalid {type.Kind} list response: {RecordJson.Explain(e)}", e);
        }
    }

    /// <summary>Reads a whole list in pages, restarting if the continue token has expired.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="ns">Namespace; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="options">Which objects; null for all of them.</param>
    public async Task<ListPage<T>> ListAsync<T>(
        ResourceType<T> type,
        string? ns,
        CancellationToken cancellation,
        ListOptions? options = null
    )
        where T : IKubernetesObject<V1ObjectMeta>
    {
        options ??= new ListOptions();
        while (true)
        {
            try
            {
                var page = await ListPageAsync(type, ns, options, cancellation);
                List<T> items = [.. page.Items];
                List<UnreadableObject> unreadable = [.. page.Unreadable];
                while (page.Continue is { } next)
                {
                    page = await ListPageAsync(type, ns, options with { Continue = next }, cancellation);
                    items.AddRange(page.Items);
                    unreadable.AddRange(page.Unreadable);
                }
                return new ListPage<T>(items, unreadable, page.ResourceVersion, null);
            }
            catch (KubeException e) when (e.IsGone && options.Continue is null)
            {
                options = options with { ResourceVersion = null };
            }
        }
    }

    /// <summary>
    /// Reports changes until the server ends the watch, which is normal. A server that does not end it in time results in a
    /// <see cref="KubeTransportException"/>. The last event may be <see cref="WatchEvent{T}.Error"/>.
    /// </summary>
    /// <param name="type">The kind.</param>
    /// <param name="ns">Namespace; null for all.</param>
    /// <param name="options">What to report.</param>
    /// <param name="cancellation">Ends the watch.</param>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        ResourceType<T> type,
        string? ns,
        WatchOptions options,
        [EnumeratorCancellation] CancellationToken cancellation
    )
        where T : IKubernetesObject<V1ObjectMeta>
    {
        var query = new Query(type.Path(ns))
            .Add("watch", "true")
            .Add("allowWatchBookmarks", true)
            .Add("labelSelector", options.LabelSelector)
            .Add("fieldSelector", options.FieldSelector)
            .Add("resourceVersion", options.ResourceVersion.Length == 0 ? null : options.ResourceVersion)
            .Add("timeoutSeconds", (int)Math.Ceiling(options.Timeout.TotalSeconds));
        using var watchdog = new CancellationTokenSource(options.Timeout + options.Grace, _options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, watchdog.Token);
        using var answer = await _transport.OpenAsync(
            new Call(HttpMethod.Get, query.ToString(), Budget(type)) { Lasts = true },
            cancellation
        );
        options.OnOpened?.Invoke();
        var lines = new LineReader(answer.Body);
        while (await NextAsync(lines, type, both.Token, cancellation) is { } next)
        {
            yield return next;
        }
    }

    /// <summary>Reads a container's log.</summary>
    /// <returns>The log as it comes; dispose it to stop.</returns>
    /// <exception cref="KubeException">Code 400: the container has not started.</exception>
    public async Task<Stream> LogsAsync(ObjectKey pod, LogOptions options, CancellationToken cancellation)
    {
        var query = new Query(CoreResources.Pods.Path(pod.Namespace, pod.Name, "log"))
            .Add("container", options.Container)
            .Add("follow", options.Follow)
            .Add("previous", options.Previous)
            .Add("tailLines", options.TailLines)
            .Add("timestamps", options.Timestamps);
        var answer = await _transport.OpenAsync(
            new Call(HttpMethod.Get, query.ToString()) { Accept = "*/*", Lasts = options.Follow },
            cancellation
        );
        return answer.Body;
    }

    private static async Task<WatchEvent<T>?> NextAsync<T>(
        LineReader lines,
        ResourceType<T> type,
        CancellationToken both,
        CancellationToken caller
    )
        where T : IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return await lines.ReadAsync(both) is { } line ? WatchLine.Parse(line.Span, type) : null;
        }
        catch (OperationCanceledException e) when (!caller.IsCancellationRequested)
        {
            throw new KubeTransportException($"Watch of {type.Plural} timed out without a response.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            throw new KubeTransportException($"Watch of {type.Plural} failed: {e.GetBaseException().Message}", e);
        }
    }
}
