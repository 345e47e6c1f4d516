using System.Net;
using System.Text.Json;
using ImageForge.Contracts;
using ImageForge.Kube;
using ImageForge.Planning.Pods;
using ImageForge.Runtime.Informers;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Progress;

/// <summary>
/// Polls running runner pods for progress, outside of reconciles, so that a slow runner delays nothing else.
/// </summary>
internal sealed class ProgressPoller : IDisposable
{
    private const int MaxConcurrency = 32;
    private const int MaxResponseBytes = 16 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly Informer<V1Pod> _pods;
    private readonly ProgressCache _cache;
    private readonly Func<V1Pod, ObjectKey?> _ownerOf;
    private readonly Action<ObjectKey> _onChange;
    private readonly Func<bool> _isActive;
    private readonly TimeProvider _time;
    private readonly ILogger<ProgressPoller> _logger;

    public ProgressPoller(
        Informer<V1Pod> pods,
        ProgressCache cache,
        Func<V1Pod, ObjectKey?> ownerOf,
        Action<ObjectKey> onChange,
        Func<bool> isActive,
        TimeProvider time,
        ILogger<ProgressPoller> logger
    )
    {
        _pods = pods;
        _cache = cache;
        _ownerOf = ownerOf;
        _onChange = onChange;
        _isActive = isActive;
        _time = time;
        _logger = logger;
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                // Pods are reached directly; redirects are not followed.
                UseProxy = false,
                AllowAutoRedirect = false,
                ConnectTimeout = TimeSpan.FromSeconds(2),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
            }
        )
        {
            Timeout = TimeSpan.FromSeconds(3),
            MaxResponseContentBufferSize = MaxResponseBytes,
        };
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            do
            {
                // Only pods controlled by a job's own Job: labels can be set by anybody.
                List<V1Pod> running = _isActive()
                    ? _pods.Snapshot.List().Where(pod => IsRunning(pod) && _ownerOf(pod) is not null).ToList()
                    : [];
                _cache.RetainOnly(running.Select(p => p.Metadata.Uid!).ToHashSet(StringComparer.Ordinal));
                await Parallel.ForEachAsync(
                    running,
                    new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellation },
                    PollAsync
                );
            } while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Shutdown.
        }
    }

    public void Dispose() => _http.Dispose();

    private static bool IsRunning(V1Pod pod) =>
        pod is { Metadata: { Uid: not null, DeletionTimestamp: null }, Status: { Phase: "Running", PodIP: not null } };

    private async ValueTask PollAsync(V1Pod pod, CancellationToken cancellation)
    {
        try
        {
            // Must be an IP address, as the kubelet writes it.
            var address = IPAddress.Parse(pod.Status!.PodIP!);
            var host =
                address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
                    ? $"[{address}]"
                    : $"{address}";
            var answer = await _http.GetByteArrayAsync(
                new Uri($"http://{host}:{PodPlanner.ProgressPort}/progress"),
                cancellation
            );
            if (
                JsonSerializer.Deserialize(answer, ContractsJson.Of<Contracts.Results.Progress>()) is { } progress
                && _cache.Update(pod, progress)
                && _ownerOf(pod) is { } owner
            )
            {
                _onChange(owner);
            }
        }
        catch (Exception e)
            when (e is HttpRequestException or JsonException or FormatException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            // Expected while a runner starts or terminates.
            Log.ProgressUnavailable(
                _logger,
                ObjectKey.Of(pod),
                e is JsonException invalid ? RecordJson.Explain(invalid) : e.Message
            );
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // An error of one runner must not stop polling the others.
            Log.ProgressUnexpected(_logger, ObjectKey.Of(pod), e);
        }
    }
}
