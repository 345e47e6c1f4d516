using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Election;
using ImageForge.Runtime.Hosting;
using ImageForge.Runtime.Informers;
using ImageForge.Runtime.Recording;
using ImageForge.Runtime.Tests.Controllers;
using ImageForge.Runtime.Tests.Election;
using ImageForge.Testing.Http;
using ImageForge.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Runtime.Tests.Hosting;

/// <summary>In which order the parts start and stop.</summary>
public sealed class RuntimeHostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_stop_work_ends_before_caches_and_caches_before_the_lease_is_released()
    {
        await using var server = new LeaseServer();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Server.Address });
        var cache = new FakeInformer();
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var reconciler = new FuncReconciler(
            async (_, _) =>
            {
                entered.SetResult();
                await leave.Task;
                return ReconcileResult.Done;
            }
        );
        using var controller = new Controller("test", reconciler, NullLogger.Instance);
        controller.Enqueue(new ObjectKey("studio", "job"));
        cache.OnStop = () => Assert.Equal("one", server.Lease?.Spec?.HolderIdentity);
        var host = Host(client, cache, controller);
        using var stop = new CancellationTokenSource();
        var running = host.RunAsync(stop.Token);
        await entered.Task.WaitAsync(Patience, Cancel);
        Assert.Empty(host.Problems);
        await stop.CancelAsync();
        Assert.Equal("Shutting down.", Assert.Single(host.Problems));
        Assert.False(cache.IsStopped);
        leave.SetResult();
        await running.WaitAsync(Patience, Cancel);
        Assert.True(cache.IsStopped);
        Assert.Equal("", server.Lease?.Spec?.HolderIdentity);
    }

    [Fact]
    public async Task Losing_the_lease_cancels_running_work_at_once_and_ends_the_host()
    {
        await using var server = new LeaseServer();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Server.Address });
        var cancelled = new TaskCompletionSource();
        var reconciler = new FuncReconciler(
            async (_, cancellation) =>
            {
                server.IsBroken = true;
                await using var registration = cancellation.Register(() => cancelled.TrySetResult());
                await cancelled.Task;
                cancellation.ThrowIfCancellationRequested();
                return ReconcileResult.Done;
            }
        );
        using var controller = new Controller("test", reconciler, NullLogger.Instance);
        controller.Enqueue(new ObjectKey("studio", "job"));
        var host = Host(client, new FakeInformer(), controller);
        await Assert.ThrowsAsync<LeadershipLostException>(() => host.RunAsync(Cancel).WaitAsync(Patience, Cancel));
        Assert.True(cancelled.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Events_wait_while_objects_wait_for_a_worker()
    {
        await using var server = new ScriptedServer(exchange =>
            exchange.AnswerAsync(201, """{"metadata":{"name":"e","namespace":"studio","resourceVersion":"1"}}""")
        );
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var time = new FakeTimeProvider();
        var recorder = new EventRecorder(
            client,
            new EventRecorderOptions
            {
                ReportingController = "imageforge.dev/operator",
                ReportingInstance = "o",
                BusyBurst = 1,
                Time = time,
            },
            NullLogger.Instance
        );
        var leave = new TaskCompletionSource();
        using var done = new CountdownEvent(2);
        var reconciler = new FuncReconciler(
            async (_, _) =>
            {
                await leave.Task;
                done.Signal();
                return ReconcileResult.Done;
            }
        );
        using var controller = new Controller(
            "test",
            reconciler,
            NullLogger.Instance,
            new ControllerOptions { Workers = 1 }
        );
        controller.Enqueue(new ObjectKey("studio", "one"));
        controller.Enqueue(new ObjectKey("studio", "two"));
        recorder.Record(Samples.ConfigMap("one", 1), EventKind.Normal, "Started", "Render", "first");
        recorder.Record(Samples.ConfigMap("one", 1), EventKind.Normal, "Started", "Render", "second");
        var host = new RuntimeHost(
            [new FakeInformer()],
            [controller],
            recorder,
            null,
            new Supervisor(NullLogger.Instance, TimeProvider.System),
            client.Availability
        );
        using var stop = new CancellationTokenSource();
        var running = host.RunAsync(stop.Token);
        // One timer is that of the series.
        await UntilAsync(() => time.Waiting == 2);
        Assert.Single(server.Requests);
        leave.SetResult();
        await UntilAsync(() => done.IsSet);
        time.Advance(TimeSpan.FromMilliseconds(100));
        await UntilAsync(() => server.Requests.Count == 2);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        impatient.CancelAfter(Patience);
        while (!condition())
        {
            await Task.Delay(1, impatient.Token);
        }
    }

    private static RuntimeHost Host(KubeClient client, IInformer informer, Controller controller) =>
        new(
            [informer],
            [controller],
            Recorder(client),
            Elector(client),
            new Supervisor(NullLogger.Instance, TimeProvider.System),
            client.Availability
        );

    private static EventRecorder Recorder(KubeClient client) =>
        new(
            client,
            new EventRecorderOptions { ReportingController = "imageforge.dev/operator", ReportingInstance = "o" },
            NullLogger.Instance
        );

    private static LeaderElector Elector(KubeClient client) =>
        new(
            client,
            new LeaderElectionOptions
            {
                Namespace = "studio",
                Name = "operator",
                Identity = "one",
                RenewDeadline = TimeSpan.FromMilliseconds(700),
                LeaseDuration = TimeSpan.FromSeconds(5),
                RetryPeriod = TimeSpan.FromMilliseconds(50),
            },
            NullLogger.Instance
        );

    private sealed class FakeInformer : IInformer
    {
        public Action OnStop { get; set; } = () => { };

        public bool IsStopped { get; private set; }

        public string Name => "things";

        public Task Synced => Task.CompletedTask;

        public string? Problem => null;

        public bool HasReached(ObjectKey key, string resourceVersion) => true;

        public async Task RunAsync(CancellationToken cancellation)
        {
            var stopped = new TaskCompletionSource();
            await using var registration = cancellation.Register(stopped.SetResult);
            await stopped.Task;
            OnStop();
            IsStopped = true;
        }
    }
}
