using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Runtime.Informers;
using ImageForge.Testing.Http;
using k8s.Models;
using Xunit;

namespace ImageForge.Runtime.Tests.Informers;

/// <summary>What an administrator has to mend is named once in the log, and in readiness until it is mended.</summary>
public sealed class CallProblemTests
{
    private const string Forbidden = "configmaps is forbidden: User \"u\" cannot list resource \"configmaps\"";

    [Fact]
    public async Task A_forbidden_list_is_named_once_until_it_succeeds()
    {
        var isMended = false;
        var refusals = 0;
        await using var server = OperatorRole.Serve(exchange =>
            exchange.Request.Query("watch") is not null ? SilentAsync(exchange)
            : isMended ? exchange.AnswerAsync(200, Empty)
            : RefuseAsync(exchange, 403, "Forbidden", Forbidden)
        );
        var log = new MessageLog();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var informer = new Informer<V1ConfigMap>(client, CoreResources.ConfigMaps, log, Options("studio"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = Task.Run(() => informer.RunAsync(stop.Token), CancellationToken.None);

        await UntilAsync(() => Volatile.Read(ref refusals) >= 4);
        const string Problem =
            "list configmaps: forbidden in namespace studio; grant the operator's ServiceAccount this permission";
        Assert.Equal(Problem, informer.Problem);
        Assert.False(informer.Synced.IsCompleted);
        Assert.Equal(
            [$"Cache of configmaps: list failed (Refused), retrying until it succeeds: {Problem} ({Forbidden})"],
            log.Messages
        );

        isMended = true;
        await informer.Synced.WaitAsync(TimeSpan.FromSeconds(20), stop.Token);
        Assert.Null(informer.Problem);
        Assert.Contains("Cache of configmaps: list succeeds again", log.Messages);
        await stop.CancelAsync();
        await running;

        Task RefuseAsync(ScriptedExchange exchange, int code, string reason, string message)
        {
            Interlocked.Increment(ref refusals);
            return exchange.AnswerAsync(code, Status(code, reason, message));
        }
    }

    /// <summary>That the server as a whole is unavailable is logged once for all caches, not here.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unavailable_list_is_named_once_if_others_are_answered(bool others)
    {
        var lists = 0;
        await using var server = OperatorRole.Serve(exchange =>
            exchange.Request.Path.EndsWith("/configmaps", StringComparison.Ordinal)
                ? RefuseAsync(exchange)
                : exchange.AnswerAsync(404, Status(404, "NotFound", "no such thing"))
        );
        var log = new MessageLog();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var informer = new Informer<V1ConfigMap>(
            client,
            CoreResources.ConfigMaps,
            log,
            Options(null) with
            {
                OutageBackoff = new()
                {
                    First = TimeSpan.FromMilliseconds(20),
                    Longest = TimeSpan.FromMilliseconds(20),
                },
            }
        );
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = Task.Run(() => informer.RunAsync(stop.Token), CancellationToken.None);
        for (var n = 1; n <= 6; n++)
        {
            await UntilAsync(() => Volatile.Read(ref lists) >= n);
            if (others)
            {
                await Assert.ThrowsAsync<KubeException>(() =>
                    client.GetAsync(CoreResources.ConfigMaps, new("studio", "other"), stop.Token)
                );
            }
        }

        Assert.Equal(
            others ? 1 : 0,
            log.Messages.Count(line =>
                line == "Cache of configmaps: list failed (Unavailable), retrying until it succeeds: down"
            )
        );
        Assert.Contains("Cache of configmaps: list failed, API server unavailable: down", log.Messages);
        await stop.CancelAsync();
        await running;

        Task RefuseAsync(ScriptedExchange exchange)
        {
            Interlocked.Increment(ref lists);
            return exchange.AnswerAsync(503, Status(503, "ServiceUnavailable", "down"));
        }
    }

    /// <summary>A list that succeeds says nothing about the watch after it.</summary>
    [Fact]
    public async Task A_forbidden_watch_is_named_once_although_lists_succeed()
    {
        var isMended = false;
        var watches = 0;
        await using var server = OperatorRole.Serve(exchange =>
        {
            if (exchange.Request.Query("watch") is null)
            {
                return exchange.AnswerAsync(200, Empty);
            }

            Interlocked.Increment(ref watches);
            return isMended ? SilentAsync(exchange) : exchange.AnswerAsync(403, Status(403, "Forbidden", "no"));
        });
        var log = new MessageLog();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Address });
        var informer = new Informer<V1ConfigMap>(client, CoreResources.ConfigMaps, log, Options(null));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = Task.Run(() => informer.RunAsync(stop.Token), CancellationToken.None);

        await UntilAsync(() => Volatile.Read(ref watches) >= 4);
        Assert.Equal(
            "watch configmaps: forbidden; grant the operator's ServiceAccount this permission",
            informer.Problem
        );
        Assert.Single(log.Messages, line => line.Contains("failed", StringComparison.Ordinal));
        // Also with a watch that has no event to report.
        isMended = true;
        await UntilAsync(() => informer.Problem is null);
        await stop.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData("imageforge.dev", 404, "CRD things.imageforge.dev is not installed, or does not serve version v1")]
    [InlineData("batch", 404, "the API server does not serve things.batch in version v1")]
    [InlineData("events.k8s.io", 404, "the API server does not serve things.events.k8s.io in version v1")]
    [InlineData("", 403, "list things: forbidden; grant the operator's ServiceAccount this permission")]
    [InlineData("batch", 400, "list things.batch: refused with code 400")]
    public void What_has_to_be_mended_is_named(string group, int code, string expected)
    {
        using var client = KubeClient.Create(new KubeConfig { Server = new Uri("http://127.0.0.1:1") });
        var problem = new CallProblem("list", "things", group, "v1", null, client.Availability, new MessageLog());
        problem.Failed(
            WatchFailure.Refused,
            new KubeException(new V1Status { Code = code }),
            "a message of the server"
        );
        Assert.Equal(expected, problem.Problem);
        problem.Failed(WatchFailure.Unavailable, null, "connection refused");
        // That is said by the availability of the server.
        Assert.Null(problem.Problem);
    }

    private static InformerOptions Options(string? ns) =>
        new()
        {
            Namespace = ns,
            Backoff = new() { First = TimeSpan.FromMilliseconds(5), Longest = TimeSpan.FromMilliseconds(20) },
        };

    private static async Task SilentAsync(ScriptedExchange exchange)
    {
        await exchange.BeginAsync();
        await exchange.KeepSilentAsync();
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    private static string Status(int code, string reason, string message) =>
        new System.Text.Json.Nodes.JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["status"] = "Failure",
            ["code"] = code,
            ["reason"] = reason,
            ["message"] = message,
        }.ToJsonString();

    private static string Empty =>
        """{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"5"},"items":[]}""";
}
