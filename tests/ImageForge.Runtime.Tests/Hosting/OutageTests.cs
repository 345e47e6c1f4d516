using System.Collections.Concurrent;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Runtime.Controllers;
using ImageForge.Runtime.Election;
using ImageForge.Runtime.Hosting;
using ImageForge.Runtime.Informers;
using ImageForge.Runtime.Recording;
using ImageForge.Runtime.Tests.Controllers;
using ImageForge.Testing.Http;
using ImageForge.Testing.Time;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Runtime.Tests.Hosting;

/// <summary>An API server that is gone for a minute, by a clock of the test's own.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BackAtWork = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private static readonly ObjectKey Key = new("studio", "job");

    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentDictionary<string, bool> _watches = new();
    private volatile bool _isDown;

    /// <summary>What is answered while it is down; null: connections break.</summary>
    private int? _answer;
    private volatile bool _worked;
    private int _underWay;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, null)]
    [InlineData(1, 401)]
    [InlineData(2, 401)]
    [InlineData(3, 401)]
    [InlineData(1, 503)]
    public async Task All_that_ran_before_an_outage_works_again_soon_after_it(int seed, int? answer)
    {
        await using var server = new ScriptedServer(AnswerAsync);
        using var client = Client(server);
        var informers = Informers(client, seed);
        using var controller = Controller(client, informers);
        using var stop = new CancellationTokenSource();
        var running = Host(client, informers, controller, null).RunAsync(stop.Token);
        Assert.True(await PassesAsync(TimeSpan.FromSeconds(30), () => _watches.Count == informers.Count));

        _answer = answer;
        _isDown = true;
        server.BreakConnections();
        controller.Enqueue(Key);
        await PassesAsync(Outage, () => false);
        _watches.Clear();
        Assert.False(_worked);
        _isDown = false;

        Assert.True(
            await PassesAsync(BackAtWork, () => _worked && _watches.Count == informers.Count),
            $"worked: {_worked}, watches: {string.Join(' ', _watches.Keys)}"
        );
        await stop.CancelAsync();
        await EndAsync(running);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_operator_that_is_started_during_an_outage_leads_and_works_soon_after_it(int seed)
    {
        await using var server = new ScriptedServer(AnswerAsync);
        using var client = Client(server);
        var informers = Informers(client, seed);
        using var controller = Controller(client, informers);
        using var stop = new CancellationTokenSource();
        _isDown = true;
        controller.Enqueue(Key);
        var running = Host(client, informers, controller, Elector(client, seed)).RunAsync(stop.Token);
        await PassesAsync(Outage, () => false);
        _isDown = false;

        Assert.True(
            await PassesAsync(BackAtWork, () => _worked && _watches.Count == informers.Count),
            $"worked: {_worked}, watches: {string.Join(' ', _watches.Keys)}"
        );
        await stop.CancelAsync();
        await EndAsync(running);
    }

    /// <summary>Lets time pass, each tick only when all calls that the one before brought have been answered.</summary>
    private async Task<bool> PassesAsync(TimeSpan time, Func<bool> holds)
    {
        for (var passed = TimeSpan.Zero; passed <= time; passed += Tick)
        {
            await QuietAsync();
            if (holds())
            {
                return true;
            }
            _time.Advance(Tick);
        }
        return false;
    }

    private async Task EndAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            await Task.Delay(1, Cancel);
            _time.Advance(Tick);
        }
        await running;
    }

    private async Task QuietAsync()
    {
        var quiet = 0;
        while (quiet < 2)
        {
            await Task.Delay(1, Cancel);
            quiet = Volatile.Read(ref _underWay) == 0 ? quiet + 1 : 0;
        }
    }

    private async Task AnswerAsync(ScriptedExchange exchange)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            if (_isDown)
            {
                if (_answer is { } code)
                {
                    await exchange.AnswerAsync(code, $$"""{"kind":"Status","status":"Failure","code":{{code}}}""");
                    return;
                }
                exchange.Reset();
                return;
            }
            var path = exchange.Request.Path;
            if (exchange.Request.Query("watch") is null)
            {
                await exchange.AnswerAsync(
                    200,
                    path.Contains("/leases", StringComparison.Ordinal) && exchange.Request.Method == "GET"
                            ? """{"metadata":{"namespace":"studio","name":"operator","resourceVersion":"1"},"spec":{"holderIdentity":""}}"""
                        : exchange.Request.Method != "GET" ? exchange.Request.Body
                        : path.EndsWith("/job", StringComparison.Ordinal)
                            ? """{"metadata":{"namespace":"studio","name":"job","resourceVersion":"1"}}"""
                        : """{"kind":"List","metadata":{"resourceVersion":"5"},"items":[]}"""
                );
                return;
            }
            await exchange.BeginAsync();
            _watches[exchange.Request.Target.Split('?')[0] + exchange.Request.Query("labelSelector")] = true;
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
        await exchange.KeepSilentAsync();
    }

    private KubeClient Client(ScriptedServer server) =>
        KubeClient.Create(new KubeConfig { Server = server.Address }, new KubeClientOptions { Time = _time });

    private List<Informer<V1ConfigMap>> Informers(KubeClient client, int seed) =>
        [
            .. Enumerable
                .Range(0, 6)
                .Select(n => new Informer<V1ConfigMap>(
                    client,
                    CoreResources.ConfigMaps,
                    NullLogger.Instance,
                    new InformerOptions
                    {
                        LabelSelector = $"kind={n}",
                        Time = _time,
                        Seed = 100 * seed + n,
                    }
                )),
        ];

    private Controller Controller(KubeClient client, List<Informer<V1ConfigMap>> informers)
    {
        var controller = new Controller(
            "test",
            new FuncReconciler(
                async (_, cancellation) =>
                {
                    await client.GetAsync(CoreResources.ConfigMaps, Key, cancellation);
                    _worked = true;
                    return ReconcileResult.Done;
                }
            ),
            NullLogger.Instance,
            new ControllerOptions
            {
                Time = _time,
                Workers = 2,
                Server = client.Availability,
            }
        );
        informers.ForEach(informer => controller.For(informer));
        return controller;
    }

    private LeaderElector Elector(KubeClient client, int seed) =>
        new(
            client,
            new LeaderElectionOptions
            {
                Namespace = "studio",
                Name = "operator",
                Identity = "one",
                Time = _time,
                Random = new Random(seed),
            },
            NullLogger.Instance
        );

    private RuntimeHost Host(
        KubeClient client,
        IReadOnlyList<IInformer> informers,
        Controller controller,
        LeaderElector? elector
    ) =>
        new(
            informers,
            [controller],
            new EventRecorder(
                client,
                new EventRecorderOptions
                {
                    ReportingController = "imageforge.dev/operator",
                    ReportingInstance = "o",
                    Time = _time,
                },
                NullLogger.Instance
            ),
            elector,
            new Supervisor(NullLogger.Instance, _time),
            client.Availability
        );
}
