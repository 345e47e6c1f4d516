using System.Collections.Concurrent;
using ImageForge.Kube;
using ImageForge.Runtime.Controllers;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Runtime.Tests.Controllers;

/// <summary>When the reconciler is called, and when not.</summary>
public sealed class ControllerTests
{
    private static readonly ObjectKey A = new("studio", "a");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transient_error_is_tried_again_until_it_goes()
    {
        var calls = 0;
        var done = new TaskCompletionSource();
        await using var run = Start(_ =>
        {
            if (++calls < 4)
            {
                throw new InvalidOperationException("not yet");
            }
            done.TrySetResult();
            return ReconcileResult.Done;
        });
        run.Controller.Enqueue(A);
        await done.Task.WaitAsync(Patience, Cancel);
        Assert.Equal(4, calls);
    }

    [Fact]
    public async Task A_terminal_error_is_not_tried_again_but_a_later_change_is()
    {
        var calls = new ConcurrentQueue<ObjectKey>();
        var second = new TaskCompletionSource();
        await using var run = Start(key =>
        {
            calls.Enqueue(key);
            if (key == A && calls.Count(k => k == A) == 1)
            {
                throw new TerminalException("never");
            }
            if (calls.Count(k => k == A) == 2)
            {
                second.TrySetResult();
            }
            return ReconcileResult.Done;
        });
        run.Controller.Enqueue(A);
        // Another key's work, delayed beyond the first retry of A, shows that none came.
        run.Controller.Enqueue(new ObjectKey("studio", "b"), TimeSpan.FromMilliseconds(100));
        while (!calls.Contains(new ObjectKey("studio", "b")))
        {
            await Task.Delay(5, Cancel);
        }
        Assert.Single(calls, A);
        run.Controller.Enqueue(A);
        await second.Task.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task A_reconcile_may_ask_to_be_called_again()
    {
        var calls = 0;
        var third = new TaskCompletionSource();
        await using var run = Start(_ =>
        {
            if (++calls == 3)
            {
                third.TrySetResult();
                return ReconcileResult.Done;
            }
            return ReconcileResult.After(TimeSpan.FromMilliseconds(5));
        });
        run.Controller.Enqueue(A);
        await third.Task.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task A_reconcile_replaces_one_that_was_to_come_later()
    {
        var calls = new ConcurrentQueue<ObjectKey>();
        var last = new ObjectKey("studio", "b");
        await using var run = Start(key =>
        {
            calls.Enqueue(key);
            return ReconcileResult.Done;
        });
        run.Controller.Enqueue(A, TimeSpan.FromMilliseconds(300));
        run.Controller.Enqueue(A);
        run.Controller.Enqueue(last, TimeSpan.FromMilliseconds(600));
        while (!calls.Contains(last))
        {
            await Task.Delay(5, Cancel);
        }
        Assert.Single(calls, A);
    }

    [Fact]
    public async Task Stopping_lets_the_running_reconcile_end()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var reconciler = new FuncReconciler(
            async (_, cancellation) =>
            {
                entered.SetResult();
                await leave.Task.WaitAsync(cancellation);
                return ReconcileResult.Done;
            }
        );
        using var controller = new Controller("test", reconciler, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = controller.RunAsync(stop.Token);
        controller.Enqueue(A);
        await entered.Task.WaitAsync(Patience, Cancel);
        await stop.CancelAsync();
        Assert.False(running.IsCompleted);
        leave.SetResult();
        await running.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task A_reconcile_that_does_not_end_in_time_is_cancelled()
    {
        var entered = new TaskCompletionSource();
        var reconciler = new FuncReconciler(
            async (_, cancellation) =>
            {
                entered.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                return ReconcileResult.Done;
            }
        );
        var options = new ControllerOptions { DrainTimeout = TimeSpan.FromMilliseconds(20) };
        using var controller = new Controller("test", reconciler, NullLogger.Instance, options);
        using var stop = new CancellationTokenSource();
        var running = controller.RunAsync(stop.Token);
        controller.Enqueue(A);
        await entered.Task.WaitAsync(Patience, Cancel);
        await stop.CancelAsync();
        await running.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task Work_waits_for_the_caches_however_long_that_takes()
    {
        using var client = KubeClient.Create(new Kube.Config.KubeConfig { Server = new Uri("http://127.0.0.1:1") });
        var time = new Testing.Time.FakeTimeProvider();
        using var controller = new Controller(
            "test",
            new FuncReconciler((_, _) => throw new InvalidOperationException("must not be called")),
            NullLogger.Instance,
            new ControllerOptions { Time = time }
        ).For(new Runtime.Informers.Informer<V1ConfigMap>(client, CoreResources.ConfigMaps, NullLogger.Instance));
        controller.Enqueue(A);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var running = controller.RunAsync(stop.Token);
        time.Advance(TimeSpan.FromDays(1));
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience, Cancel));
    }

    [Fact]
    public async Task An_API_server_that_is_down_is_a_warning_of_the_first_reconcile_alone()
    {
        using var client = KubeClient.Create(new Kube.Config.KubeConfig { Server = new Uri("http://127.0.0.1:1") });
        var log = new MessageLog();
        var reconciler = new FuncReconciler(
            async (key, cancellation) =>
            {
                await client.GetAsync(CoreResources.ConfigMaps, key, cancellation);
                return ReconcileResult.Done;
            }
        );
        var options = new ControllerOptions { Workers = 1, Server = client.Availability };
        await using var run = new ControllerRun(new Controller("test", reconciler, log, options));
        run.Controller.Enqueue(A);
        while (Unavailable().Count < 3)
        {
            await Task.Delay(5, Cancel);
        }

        Assert.Equal([LogLevel.Warning, LogLevel.Debug, LogLevel.Debug], Unavailable().Take(3));

        List<LogLevel> Unavailable() =>
            [
                .. log
                    .Messages.Zip(log.Levels)
                    .Where(line => line.First.Contains("API server unavailable", StringComparison.Ordinal))
                    .Select(line => line.Second),
            ];
    }

    private static ControllerRun Start(Func<ObjectKey, ReconcileResult> reconcile) =>
        new(
            new Controller(
                "test",
                new FuncReconciler((key, _) => Task.FromResult(reconcile(key))),
                NullLogger.Instance,
                new ControllerOptions { Workers = 2 }
            )
        );
}
