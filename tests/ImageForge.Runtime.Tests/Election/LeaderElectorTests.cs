using ImageForge.Kube;
using ImageForge.Kube.Config;
using ImageForge.Runtime.Election;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Runtime.Tests.Election;

/// <summary>The elector over a real connection.</summary>
public sealed class LeaderElectorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_lease_is_held_until_the_work_has_ended_and_then_released()
    {
        await using var server = new LeaseServer();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Server.Address });
        var elector = Elector(client, "one");
        using var stop = new CancellationTokenSource();
        var leading = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var running = elector.RunAsync(
            async _ =>
            {
                leading.SetResult();
                await leave.Task;
            },
            stop.Token
        );
        await leading.Task.WaitAsync(Patience, Cancel);
        Assert.True(elector.IsLeader);
        Assert.Equal("one", server.Lease?.Spec?.HolderIdentity);
        await stop.CancelAsync();
        // The work has not ended: nobody else may begin.
        Assert.Equal("one", server.Lease?.Spec?.HolderIdentity);
        leave.SetResult();
        await running.WaitAsync(Patience, Cancel);
        Assert.Equal("", server.Lease?.Spec?.HolderIdentity);
        Assert.Equal(1, server.Lease?.Spec?.LeaseDurationSeconds);
        Assert.False(elector.IsLeader);
    }

    [Fact]
    public async Task A_credential_that_cannot_be_had_for_a_while_is_waited_for()
    {
        await using var server = new LeaseServer();
        using var token = new LateToken();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Server.Address, TokenFile = token.File });
        var leading = new TaskCompletionSource();
        var running = Elector(client, "one")
            .RunAsync(
                _ =>
                {
                    leading.SetResult();
                    return Task.CompletedTask;
                },
                Cancel
            );
        await LateToken.IsMissedAsync(client, Cancel);
        Assert.False(running.IsCompleted, $"It ended: {running.Exception}");
        token.Write();
        await leading.Task.WaitAsync(Patience, Cancel);
        await running.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task A_second_candidate_takes_a_released_lease()
    {
        await using var server = new LeaseServer();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Server.Address });
        await Elector(client, "one").RunAsync(_ => Task.CompletedTask, Cancel);
        var second = new TaskCompletionSource();
        await Elector(client, "two")
            .RunAsync(
                _ =>
                {
                    second.SetResult();
                    return Task.CompletedTask;
                },
                Cancel
            )
            .WaitAsync(Patience, Cancel);
        Assert.True(second.Task.IsCompletedSuccessfully);
        Assert.Equal(1, server.Lease?.Spec?.LeaseTransitions);
    }

    [Fact]
    public async Task A_candidate_that_stands_by_names_the_holder_once()
    {
        await using var server = new LeaseServer();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Server.Address });
        using var stop = new CancellationTokenSource();
        var leading = new TaskCompletionSource();
        var first = Elector(client, "one");
        var running = first.RunAsync(
            async token =>
            {
                leading.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            },
            stop.Token
        );
        await leading.Task.WaitAsync(Patience, Cancel);
        var log = new MessageLog();
        var second = Elector(client, "two", log);
        var waiting = second.RunAsync(_ => Task.CompletedTask, Cancel);
        await UntilAsync(() => second.Standby is not null);
        await UntilAsync(() => server.Server.Requests.Count(r => r.Method == "GET") > 6);
        var since = server.Lease!.Spec!.AcquireTime!.Value.ToString(
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            System.Globalization.CultureInfo.InvariantCulture
        );
        var expected =
            $"Lease {server.Lease.Metadata.NamespaceProperty}/{server.Lease.Metadata.Name} is held by one since {since}";
        Assert.Equal(expected, second.Standby);
        Assert.Equal([$"Standing by: {expected}"], log.Messages);
        Assert.Null(first.Standby);
        Assert.Null(second.Problem);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
        await waiting.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task A_lease_that_may_not_be_read_is_named_once_and_waited_for()
    {
        await using var server = new LeaseServer { IsForbidden = true };
        using var client = KubeClient.Create(new KubeConfig { Server = server.Server.Address });
        var log = new MessageLog();
        var elector = Elector(client, "one", log);
        var running = elector.RunAsync(_ => Task.CompletedTask, Cancel);
        await UntilAsync(() => server.Server.Requests.Count > 4);
        Assert.EndsWith(
            ": forbidden; grant the operator's ServiceAccount get, create and update.",
            elector.Problem,
            StringComparison.Ordinal
        );
        Assert.Single(log.Messages);
        server.IsForbidden = false;
        await running.WaitAsync(Patience, Cancel);
        Assert.Null(elector.Problem);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    [Fact]
    public async Task A_server_that_fails_for_too_long_ends_the_work_and_the_process()
    {
        await using var server = new LeaseServer();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Server.Address });
        var cancelled = new TaskCompletionSource();
        var running = Elector(client, "one")
            .RunAsync(
                async token =>
                {
                    server.IsBroken = true;
                    await using var registration = token.Register(cancelled.SetResult);
                    await cancelled.Task;
                },
                Cancel
            );
        await Assert.ThrowsAsync<LeadershipLostException>(() => running.WaitAsync(Patience, Cancel));
        Assert.True(cancelled.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task One_failure_while_renewing_does_not_end_leadership()
    {
        await using var server = new LeaseServer();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Server.Address });
        var elector = Elector(client, "one");
        await elector
            .RunAsync(
                async _ =>
                {
                    server.IsBroken = true;
                    var asked = server.Server.Requests.Count;
                    while (server.Server.Requests.Count == asked)
                    {
                        await Task.Delay(5, Cancel);
                    }
                    server.IsBroken = false;
                    var version = server.Lease!.Metadata.ResourceVersion;
                    while (server.Lease.Metadata.ResourceVersion == version)
                    {
                        await Task.Delay(5, Cancel);
                    }
                },
                Cancel
            )
            .WaitAsync(Patience, Cancel);
        Assert.Equal("", server.Lease?.Spec?.HolderIdentity);
    }

    [Fact]
    public async Task The_lease_is_released_although_the_last_renewal_was_cut_off_after_it_was_applied()
    {
        await using var server = new LeaseServer();
        using var client = KubeClient.Create(new KubeConfig { Server = server.Server.Address });
        var answers = new TaskCompletionSource();
        await Elector(client, "one")
            .RunAsync(
                async _ =>
                {
                    var version = server.Lease!.Metadata.ResourceVersion;
                    server.Answers = answers.Task;
                    while (server.Lease.Metadata.ResourceVersion == version)
                    {
                        await Task.Delay(5, Cancel);
                    }
                    server.Answers = null;
                },
                Cancel
            )
            .WaitAsync(Patience, Cancel);
        answers.SetResult();
        Assert.Equal("", server.Lease?.Spec?.HolderIdentity);
    }

    private static LeaderElector Elector(KubeClient client, string identity, ILogger? log = null) =>
        new(
            client,
            new LeaderElectionOptions
            {
                Namespace = "studio",
                Name = "operator",
                Identity = identity,
                LeaseDuration = TimeSpan.FromMilliseconds(900),
                RenewDeadline = TimeSpan.FromMilliseconds(700),
                RetryPeriod = TimeSpan.FromMilliseconds(50),
            },
            log ?? NullLogger.Instance
        );
}
