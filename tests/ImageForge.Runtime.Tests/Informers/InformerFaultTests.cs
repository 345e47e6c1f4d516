using System.Text.Json;
using ImageForge.Api;
using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Runtime.Informers;
using ImageForge.Testing.Http;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Runtime.Tests.Informers;

/// <summary>The informer against servers that misbehave, over real sockets.</summary>
public sealed class InformerFaultTests
{
    private static readonly BackoffOptions Fast = new()
    {
        First = TimeSpan.FromMilliseconds(5),
        Longest = TimeSpan.FromMilliseconds(20),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_expires_in_the_middle_begins_the_list_anew()
    {
        var lists = 0;
        await using var server = OperatorRole.Serve(async exchange =>
        {
            if (IsWatch(exchange))
            {
                await exchange.BeginAsync();
                await exchange.KeepSilentAsync();
            }
            else if (exchange.Request.Query("continue") is not null)
            {
                await exchange.AnswerAsync(410, Status(410, "Expired", "The provided continue parameter is too old"));
            }
            else
            {
                var isFirst = Interlocked.Increment(ref lists) == 1;
                await exchange.AnswerAsync(
                    200,
                    isFirst ? List("5", "token", Json("old", 3)) : List("9", "", Json("new", 8))
                );
            }
        });
        await using var run = Start(server);
        await run.Informer.Synced.WaitAsync(Cancel);
        Assert.Equal(["new"], Names(run.Informer));
        // Expired: the latest state is asked for, not the version that has expired.
        Assert.Null(server.Requests.Where(r => r.Query("watch") is null).ElementAt(2).Query("resourceVersion"));
        // All in one: the API server reads the other pages of a list from etcd, and one from its cache.
        Assert.All(server.Requests, request => Assert.Null(request.Query("limit")));
    }

    [Fact]
    public async Task An_error_inside_200_is_answered_with_a_new_list()
    {
        var watches = 0;
        await using var server = OperatorRole.Serve(async exchange =>
        {
            if (!IsWatch(exchange))
            {
                await exchange.AnswerAsync(
                    200,
                    watches == 0 ? List("5", "", Json("a", 3)) : List("9", "", Json("b", 8))
                );
                return;
            }
            await exchange.BeginAsync();
            if (Interlocked.Increment(ref watches) == 1)
            {
                await exchange.SendLineAsync(Line("ERROR", Status(410, "Expired", "too old resource version: 5 (7)")));
                await exchange.EndAsync();
                return;
            }
            await exchange.KeepSilentAsync();
        });
        await using var run = Start(server);
        await run.UntilAsync(() => Names(run.Informer) is ["b"]);
        Assert.Equal(["+a", "+b", "-a"], run.Told);
    }

    [Fact]
    public async Task A_silent_watch_is_given_up_and_begun_again_at_the_same_version()
    {
        var watches = 0;
        await using var server = OperatorRole.Serve(async exchange =>
        {
            if (!IsWatch(exchange))
            {
                await exchange.AnswerAsync(200, List("5", ""));
                return;
            }
            await exchange.BeginAsync();
            if (Interlocked.Increment(ref watches) == 2)
            {
                await exchange.SendLineAsync(Line("ADDED", Json("late", 6)));
            }
            await exchange.KeepSilentAsync();
        });
        await using var run = Start(server, watchTimeout: TimeSpan.FromMilliseconds(50));
        await run.UntilAsync(() => Names(run.Informer) is ["late"]);
        Assert.All(Watches(server).Take(2), watch => Assert.Equal("5", watch.Query("resourceVersion")));
        Assert.Single(server.Requests, request => request.Query("watch") is null);
    }

    [Fact]
    public async Task A_watch_reset_in_the_middle_of_a_line_goes_on_without_a_new_list()
    {
        var watches = 0;
        await using var server = OperatorRole.Serve(async exchange =>
        {
            if (!IsWatch(exchange))
            {
                await exchange.AnswerAsync(200, List("5", ""));
                return;
            }
            await exchange.BeginAsync();
            if (Interlocked.Increment(ref watches) == 1)
            {
                await exchange.SendLineAsync(Line("ADDED", Json("a", 6)));
                await exchange.SendAsync(Line("ADDED", Json("b", 7))[..40]);
                exchange.Reset();
                return;
            }
            await exchange.SendLineAsync(Line("ADDED", Json("b", 7)));
            await exchange.KeepSilentAsync();
        });
        await using var run = Start(server);
        await run.UntilAsync(() => Names(run.Informer) is ["a", "b"]);
        Assert.Single(server.Requests, request => request.Query("watch") is null);
        Assert.Contains(Watches(server).ElementAt(1).Query("resourceVersion"), new[] { "5", "6" });
    }

    [Fact]
    public async Task Refused_and_throttled_watches_are_waited_out_without_a_new_list()
    {
        var watches = 0;
        await using var server = OperatorRole.Serve(async exchange =>
        {
            if (!IsWatch(exchange))
            {
                await exchange.AnswerAsync(200, List("5", ""));
                return;
            }
            switch (Interlocked.Increment(ref watches))
            {
                case 1:
                    await exchange.AnswerAsync(429, Status(429, "TooManyRequests", "slow down"));
                    break;
                case 2:
                    exchange.Reset();
                    break;
                default:
                    await exchange.BeginAsync();
                    await exchange.SendLineAsync(Line("ADDED", Json("a", 6)));
                    await exchange.KeepSilentAsync();
                    break;
            }
        });
        await using var run = Start(server);
        await run.UntilAsync(() => Names(run.Informer) is ["a"]);
        Assert.Single(server.Requests, request => request.Query("watch") is null);
    }

    [Fact]
    public async Task Events_twice_and_out_of_order_leave_the_latest_state()
    {
        await using var server = OperatorRole.Serve(async exchange =>
        {
            if (!IsWatch(exchange))
            {
                await exchange.AnswerAsync(200, List("5", ""));
                return;
            }
            await exchange.BeginAsync();
            await exchange.SendLineAsync(Line("ADDED", Json("a", 6)));
            await exchange.SendLineAsync(Line("MODIFIED", Json("a", 8)));
            await exchange.SendLineAsync(Line("MODIFIED", Json("a", 7)));
            await exchange.SendLineAsync(Line("ADDED", Json("a", 6)));
            await exchange.SendLineAsync(Line("ADDED", Json("b", 9)));
            await exchange.KeepSilentAsync();
        });
        await using var run = Start(server);
        await run.UntilAsync(() => Names(run.Informer) is ["a", "b"]);
        Assert.Equal("8", run.Informer.Store.Get(new ObjectKey("studio", "a"))?.Metadata.ResourceVersion);
        Assert.Equal(["+a", "~a", "+b"], run.Told);
    }

    [Fact]
    public async Task An_object_of_a_megabyte_comes_through_in_a_list_and_in_a_watch()
    {
        var large = new string('x', 1 << 20);
        await using var server = OperatorRole.Serve(async exchange =>
        {
            if (!IsWatch(exchange))
            {
                await exchange.AnswerAsync(200, List("5", "", Json("listed", 3, large)));
                return;
            }
            await exchange.BeginAsync();
            await exchange.SendLineAsync(Line("ADDED", Json("watched", 6, large)));
            await exchange.SendLineAsync(Line("ADDED", Json("small", 7)));
            await exchange.KeepSilentAsync();
        });
        await using var run = Start(server);
        await run.UntilAsync(() => Names(run.Informer) is ["listed", "small", "watched"]);
        Assert.Equal(large, run.Informer.Store.Get(new ObjectKey("studio", "watched"))?.Data?["x"]);
        Assert.Equal(large, run.Informer.Store.Get(new ObjectKey("studio", "listed"))?.Data?["x"]);
    }

    /// <summary>Also where its metadata cannot be read, which name it.</summary>
    [Theory]
    [InlineData("""{"metadata":{"namespace":"studio","name":"bad","resourceVersion":"4"},"data":[1]}""")]
    [InlineData("""{"metadata":{"namespace":"studio","name":"bad","resourceVersion":"4","labels":7}}""")]
    [InlineData("""{"metadata":{"namespace":"studio","name":["bad"],"resourceVersion":4}}""")]
    [InlineData("""{"metadata":{"namespace":"studio","name":"\ud800","resourceVersion":"4"}}""")]
    [InlineData("""{"metadata":[1]}""")]
    public async Task One_object_that_cannot_be_read_does_not_lose_the_others(string bad)
    {
        await using var server = OperatorRole.Serve(async exchange =>
        {
            if (!IsWatch(exchange))
            {
                await exchange.AnswerAsync(200, List("5", "", bad, Json("a", 3)));
                return;
            }
            await exchange.BeginAsync();
            await exchange.SendLineAsync(Line("ADDED", bad));
            await exchange.SendLineAsync(Line("ADDED", Json("b", 7)));
            await exchange.KeepSilentAsync();
        });
        await using var run = Start(server);
        await run.UntilAsync(() => Names(run.Informer) is ["a", "b"]);
    }

    [Fact]
    public async Task An_index_or_a_subscriber_that_throws_for_one_object_concerns_that_object_alone()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            if (!IsWatch(exchange))
            {
                await exchange.AnswerAsync(200, List("5", "", Json("bad", 3), Json("a", 4)));
                return;
            }
            await exchange.BeginAsync();
            await exchange.SendLineAsync(Line("MODIFIED", Json("bad", 6)));
            await exchange.SendLineAsync(Line("ADDED", Json("b", 7)));
            await exchange.KeepSilentAsync();
        });
        var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var informer = Informer(client);
        informer.WithIndex(
            "index",
            value => value.Metadata.Name == "bad" ? throw new InvalidOperationException("bad") : ["x"]
        );
        informer.Subscribe(change =>
        {
            if (change.Key.Name == "bad")
            {
                throw new InvalidOperationException("bad");
            }
        });
        await using var run = new InformerRun(client, informer);
        await run.UntilAsync(() => Names(run.Informer) is ["a", "b", "bad"]);
        await run.UntilAsync(() => run.Told is ["+a", "+bad", "~bad", "+b"] or ["+bad", "+a", "~bad", "+b"]);
        Assert.Equal(["a", "b"], informer.Store.ByIndex("index", "x").Select(v => v.Metadata.Name).Order());
    }

    /// <summary>Such as Kueue's: not installed or not allowed, then there, then not allowed any more, then there again.</summary>
    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task A_kind_that_need_not_exist_is_empty_and_synced_until_it_does(int code)
    {
        var isThere = false;
        await using var server = OperatorRole.Serve(async exchange =>
        {
            if (!Volatile.Read(ref isThere))
            {
                await exchange.AnswerAsync(code, Status(code, "Absent", "the server could not find the resource"));
            }
            else if (!IsWatch(exchange))
            {
                await exchange.AnswerAsync(200, List("9", "", Json("a", 8)));
            }
            else
            {
                await exchange.BeginAsync();
                if (Volatile.Read(ref isThere))
                {
                    await exchange.KeepSilentAsync();
                }
            }
        });
        var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        await using var run = new InformerRun(client, Informer(client, TimeSpan.FromMilliseconds(100), absence: Fast));
        await run.Informer.Synced.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.Empty(Names(run.Informer));
        Assert.Null(client.Availability.Problem);

        Volatile.Write(ref isThere, true);
        await run.UntilAsync(() => Names(run.Informer) is ["a"]);
        // What can't be read any more is not known any more.
        Volatile.Write(ref isThere, false);
        await run.UntilAsync(() => Names(run.Informer) is []);
        Volatile.Write(ref isThere, true);
        await run.UntilAsync(() => Names(run.Informer) is ["a"]);
        Assert.Equal(["+a", "-a", "+a"], run.Told);
    }

    [Fact]
    public async Task A_kind_that_must_exist_is_not_synced_until_it_does()
    {
        await using var server = OperatorRole.Serve(exchange =>
            exchange.AnswerAsync(404, Status(404, "NotFound", "the server could not find the requested resource"))
        );
        await using var run = Start(server);
        while (server.Requests.Count < 4)
        {
            await Task.Delay(5, Cancel);
        }

        Assert.False(run.Informer.Synced.IsCompleted);
    }

    [Fact]
    public async Task A_credential_that_cannot_be_had_for_a_while_is_waited_for()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            if (!IsWatch(exchange))
            {
                await exchange.AnswerAsync(200, List("5", "", Json("a", 3)));
                return;
            }
            await exchange.BeginAsync();
            await exchange.KeepSilentAsync();
        });
        using var token = new LateToken();
        var client = KubeClient.Create(new KubeConfig { Server = server.Address, TokenFile = token.File });
        await using var run = new InformerRun(client, Informer(client));
        await LateToken.IsMissedAsync(client, Cancel);
        Assert.Empty(server.Requests);

        token.Write();
        await run.Informer.Synced.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.Null(client.Availability.Problem);
        Assert.Equal("Bearer late", server.Requests.First().Headers["authorization"]);
    }

    private static bool IsWatch(ScriptedExchange exchange) => exchange.Request.Query("watch") is not null;

    private static IEnumerable<ScriptedRequest> Watches(ScriptedServer server) =>
        server.Requests.Where(request => request.Query("watch") is not null);

    private static string[] Names(Informer<V1ConfigMap> informer) =>
        [.. informer.Store.List().Select(value => value.Metadata.Name!).Order(StringComparer.Ordinal)];

    private static string Json(string name, int version, string? data = null)
    {
        var value = Samples.ConfigMap(name, version);
        value = data is null ? value : value with { Data = new Dictionary<string, string> { ["x"] = data } };
        return JsonSerializer.Serialize(value, CoreJson.Of<V1ConfigMap>());
    }

    private static string Line(string type, string json) => $$"""{"type":"{{type}}","object":{{json}}}""";

    private static string List(string version, string next, params string[] items) =>
        $$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"},"items":[{{string.Join(',', items)}}]}""";

    private static string Status(int code, string reason, string message) =>
        $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{message}}","reason":"{{reason}}","code":{{code}}}""";

    private static InformerRun Start(ScriptedServer server, TimeSpan? watchTimeout = null)
    {
        var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        return new InformerRun(client, Informer(client, watchTimeout));
    }

    private static Informer<V1ConfigMap> Informer(
        KubeClient client,
        TimeSpan? watchTimeout = null,
        BackoffOptions? absence = null
    )
    {
        var options = new InformerOptions
        {
            Backoff = Fast,
            OutageBackoff = Fast,
            AbsenceBackoff = absence,
            Seed = 1,
            WatchTimeout = watchTimeout ?? TimeSpan.FromMinutes(5),
            WatchGrace = TimeSpan.FromMilliseconds(50),
        };
        return new Informer<V1ConfigMap>(client, CoreResources.ConfigMaps, NullLogger.Instance, options);
    }
}
