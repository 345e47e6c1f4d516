using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.Extensions.Logging;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>Runs one pod from its first status to its last.</summary>
internal sealed partial class PodWorker : IAsyncDisposable
{
    private const long DefaultGraceSeconds = 30;

    private readonly KubeletServices _services;
    private readonly JsonObject _pod;
    private readonly ObjectKey _key;
    private readonly PodFolders _folders;
    private readonly PodReferences _references;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _kill = new();
    private readonly List<JsonObject> _init;
    private readonly List<JsonObject> _containers;
    private IReadOnlyDictionary<string, string> _volumes = new Dictionary<string, string>();
    private PodRecord _record;
    private TaskCompletionSource _configurationChanged = NewSignal();
    private DateTimeOffset? _killAt;
    private ITimer? _killTimer;
    private Task _running = Task.CompletedTask;

    public PodWorker(KubeletServices services, JsonObject pod)
    {
        _services = services;
        _pod = pod;
        _key = pod.Key(BuiltinResources.Pods);
        _folders = new PodFolders(services.Options.DataDirectory, _key.Namespace ?? "", _key.Name, pod.Uid());
        _references = new PodReferences(services.Store, _key.Namespace ?? "");
        _init = [.. pod.Items("spec", "initContainers")];
        _containers = [.. pod.Items("spec", "containers")];
        var reason = _init.Count > 0 ? "PodInitializing" : "ContainerCreating";
        _record = new PodRecord
        {
            Init = [.. _init.Select(c => NewRecord(c, reason))],
            Containers = [.. _containers.Select(c => NewRecord(c, reason))],
            StartTime = services.Time.GetUtcNow(),
            PodIP = services.Network.Take(),
        };
    }

    /// <summary>True when everything has ended and the final status is written.</summary>
    public bool IsOver => _running.IsCompleted;

    public string? Namespace => _key.Namespace;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>A ConfigMap or Secret of the namespace changed: pods that wait for one check again.</summary>
    public void ConfigurationChanged() => Interlocked.Exchange(ref _configurationChanged, NewSignal()).TrySetResult();

    /// <summary>Asks all containers to stop and ends those that have not after the grace period.</summary>
    public void RequestStop(TimeSpan grace)
    {
        lock (_lock)
        {
            var killAt = Waits.After(_services.Time.GetUtcNow(), grace);
            if (killAt >= _killAt)
            {
                return;
            }
            _killAt = killAt;
            _killTimer?.Dispose();
            _killTimer = _services.Time.CreateTimer(
                _ => KillWhenDue(),
                null,
                Waits.Step(grace),
                Timeout.InfiniteTimeSpan
            );
        }
        if (_stop.IsCancellationRequested)
        {
            return;
        }
        // The status says that the deletion has been seen, before it says what came of it.
        Publish();
        _stop.Cancel();
    }

    /// <summary>On a timer's thread, where nothing may be thrown.</summary>
    private void KillWhenDue()
    {
        lock (_lock)
        {
            if (_killAt - _services.Time.GetUtcNow() is { } left && left > TimeSpan.Zero)
            {
                _killTimer?.Change(Waits.Step(left), Timeout.InfiniteTimeSpan);
                return;
            }
        }
        _ = _kill.CancelAsync();
    }

    /// <summary>Ends all containers at once.</summary>
    public void Kill()
    {
        _stop.Cancel();
        _kill.Cancel();
    }

    /// <summary>Waits until nothing runs any more and gives back what the pod held.</summary>
    public async ValueTask DisposeAsync()
    {
        await _running;
        lock (_lock)
        {
            _killTimer?.Dispose();
        }
        _services.Network.Return(_record.PodIP);
        _services.Logs.Forget(_pod.Uid());
        _folders.RemoveLogs();
        // The token sources stay: a timer or a deletion that comes this moment may still cancel them, and they hold nothing.
    }

    private async Task RunAsync()
    {
        try
        {
            if (PodRefusal.Of(_pod) is { } refusal)
            {
                Record("Warning", "NotSupported", refusal);
                End("NotSupported", refusal);
                return;
            }
            if (PodRefusal.Ignored(_pod) is { } ignored)
            {
                Record("Warning", "NotCarriedOut", ignored);
            }
            await RunContainersAsync();
        }
#pragma warning disable CA1031 // Whatever goes wrong in one pod ends that pod, with the reason in its status.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Kill();
            LogFailed(_services.Logger, _key.Namespace, _key.Name, e);
            End("KubeletError", e.Message);
        }
        finally
        {
            _folders.RemoveFiles();
        }
    }

    private async Task RunContainersAsync()
    {
        Publish();
        var deadline = _pod.Number("spec", "activeDeadlineSeconds");
        var isLate = false;
        await using var timer = _services.Time.CreateTimer(
            _ =>
            {
                isLate = true;
                RequestStop(Waits.Seconds(_pod.Number("spec", "terminationGracePeriodSeconds") ?? DefaultGraceSeconds));
            },
            null,
            // One beyond what timers take is beyond what a development cluster lives.
            deadline is { } seconds
            && Waits.Seconds(seconds) is var limit
            && limit <= Waits.Longest
                ? limit
                : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        try
        {
            _volumes = await WhenConfiguredAsync(
                null,
                new VolumeSetup(_pod, _record.PodIP, _folders, _references).Make
            );
            Update(r => r with { IsPrepared = true });
            if (await InitializeAsync())
            {
                await Task.WhenAll(_containers.Select(c => RunToEndAsync(c, isInit: false)));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested) { }

        const string Message = "Pod was active on the node longer than the specified deadline";
        if (isLate)
        {
            Record("Normal", "DeadlineExceeded", Message);
        }
        End(isLate ? "DeadlineExceeded" : null, isLate ? Message : null);
    }

    private async Task<bool> InitializeAsync()
    {
        foreach (var container in _init)
        {
            await RunToEndAsync(container, isInit: true);
            if (_record.Container(Name(container)).Phase is not ContainerPhase.Terminated { ExitCode: 0 })
            {
                return false;
            }
        }
        return true;
    }

    private void End(string? reason, string? message)
    {
        Update(r => r with { IsOver = true, Reason = reason, Message = message });
        PodTermination.Finish(_services.Store, _key, _pod.Uid());
    }

    private void Update(Func<PodRecord, PodRecord> change)
    {
        Note(change);
        Publish();
    }

    private void Note(Func<PodRecord, PodRecord> change)
    {
        lock (_lock)
        {
            _record = change(_record);
        }
    }

    private void Publish() =>
        _services.Store.Mutate(
            _key,
            pod =>
            {
                if (pod.Uid() != _pod.Uid())
                {
                    return null;
                }
                pod["status"] = PodStatusWriter.Write(pod, _record, _services.Time.GetUtcNow());
                return pod;
            }
        );

    private void Record(string type, string reason, string message, string? container = null) =>
        _services.Events.Record(
            _pod,
            _services.Source,
            type,
            reason,
            message,
            container is null ? null : $"spec.containers{{{container}}}"
        );

    private static ContainerRecord NewRecord(JsonObject container, string reason) =>
        new()
        {
            Name = Name(container),
            Image = container.Text("image") ?? "",
            Phase = new ContainerPhase.Waiting(reason),
        };

    private static string Name(JsonObject container) => container.Text("name") ?? "";

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(3101, LogLevel.Error, "pod {Namespace}/{Name} ended because of an error of the kubelet")]
    private static partial void LogFailed(ILogger logger, string? @namespace, string name, Exception e);
}
