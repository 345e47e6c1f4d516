using ImageForge.Kube;
using ImageForge.Runtime.Queues;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Runtime.Tests.Queues;

/// <summary>What the model does not cover: waiting, closing, rates.</summary>
public sealed class WorkQueueTests : IDisposable
{
    private static readonly ObjectKey A = new("studio", "a");
    private static readonly ObjectKey B = new("studio", "b");

    private readonly FakeTimeProvider _time = new();
    private readonly WorkQueue _queue;

    public WorkQueueTests() => _queue = new WorkQueue("test", _time, e => Assert.Fail($"{e}"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task A_worker_that_waits_is_woken_by_a_key()
    {
        var waiting = _queue.TakeAsync(Cancel).AsTask();
        Assert.False(waiting.IsCompleted);
        _queue.Add(A);
        Assert.Equal(A, await waiting);
    }

    [Fact]
    public async Task Workers_are_served_in_the_order_of_their_waiting()
    {
        var first = _queue.TakeAsync(Cancel).AsTask();
        var second = _queue.TakeAsync(Cancel).AsTask();
        _queue.Add(A);
        _queue.Add(B);
        Assert.Equal(A, await first);
        Assert.Equal(B, await second);
    }

    [Fact]
    public async Task A_worker_that_gives_up_loses_no_key()
    {
        using var giveUp = new CancellationTokenSource();
        var waiting = _queue.TakeAsync(giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _queue.Add(A);
        Assert.Equal(A, await _queue.TakeAsync(Cancel));
    }

    [Fact]
    public async Task Closing_wakes_workers_with_nothing_and_refuses_keys()
    {
        var waiting = _queue.TakeAsync(Cancel).AsTask();
        _queue.Close();
        Assert.Null(await waiting);
        _queue.Add(A);
        Assert.Null(await _queue.TakeAsync(Cancel));
    }

    [Fact]
    public void Errors_of_one_key_wait_5_ms_and_twice_as_long_each_time_up_to_1000_s()
    {
        var waits = Enumerable
            .Range(0, 40)
            .Select(_ =>
            {
                // Long enough for the shared bucket to be full again.
                _time.Advance(TimeSpan.FromHours(1));
                return _queue.AddRateLimited(A).TotalMilliseconds;
            });
        Assert.Equal(Enumerable.Range(0, 40).Select(n => Math.Min(5 * Math.Pow(2, n), 1_000_000)), waits);
        Assert.Equal(40, _queue.Failures(A));
        _queue.Forget(A);
        Assert.Equal(5, _queue.AddRateLimited(A).TotalMilliseconds);
    }

    [Fact]
    public void Errors_of_many_keys_come_back_at_ten_a_second_after_a_hundred()
    {
        var waits = Enumerable.Range(0, 120).Select(n => _queue.AddRateLimited(new ObjectKey("s", $"{n}"))).ToArray();
        Assert.All(waits[..100], wait => Assert.Equal(TimeSpan.FromMilliseconds(5), wait));
        Assert.Equal(2.0, waits[^1].TotalSeconds, 3);
    }

    [Theory]
    [InlineData(1193)]
    [InlineData(1200)]
    [InlineData(999_999)]
    public void A_key_comes_at_its_time_also_where_no_timer_can_wait_so_long(int hours)
    {
        // Alone: beside an earlier key the timer is set for that one.
        _queue.AddAfter(A, TimeSpan.FromHours(hours));
        _time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, _queue.Count);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, _queue.Count);
    }

    [Fact]
    public void The_longest_time_there_is_can_be_waited_for()
    {
        _time.Advance(TimeSpan.FromDays(1));
        _queue.AddAfter(A, TimeSpan.MaxValue);
        _queue.AddAfter(B, TimeSpan.FromDays(100));
        _time.Advance(TimeSpan.FromDays(100));
        Assert.Equal(1, _queue.Count);
    }

    [Fact]
    public async Task Fresh_changes_overtake_a_first_sight()
    {
        _queue.Add(A, Priority.Background);
        _queue.Add(B);
        Assert.Equal(B, await _queue.TakeAsync(Cancel));
        Assert.Equal(A, await _queue.TakeAsync(Cancel));
    }

    /// <summary>A resync of 5,000 objects, and then a new one.</summary>
    [Fact]
    public async Task A_resync_never_delays_a_new_object_even_one_of_low_priority()
    {
        using var queue = new WorkQueue("test", _time, e => Assert.Fail($"{e}"), key => Of(key));
        for (var n = 0; n < 5000; n++)
        {
            queue.Add(new ObjectKey("high", $"{n}"), Priority.Background);
        }

        ObjectKey[] fresh = [new("low", "new"), new("studio", "new"), new("high", "new"), new("high", "4999")];
        Array.ForEach(fresh, key => queue.Add(key));
        // The last was queued, and was changed since.
        foreach (var next in (ObjectKey[])[fresh[2], fresh[3], fresh[1], fresh[0], new("high", "0")])
        {
            Assert.Equal(next, await queue.TakeAsync(Cancel));
        }

        Assert.Equal(4998, queue.Count);
    }

    [Fact]
    public async Task A_queued_key_is_raised_and_never_lowered_and_comes_once()
    {
        _queue.Add(A, Priority.Low);
        _queue.Add(B, Priority.Normal);
        _queue.Add(A, Priority.High);
        _queue.Add(A, Priority.Background);
        Assert.Equal(2, _queue.Count);
        Assert.Equal(A, await _queue.TakeAsync(Cancel));
        Assert.Equal(B, await _queue.TakeAsync(Cancel));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public async Task A_retry_has_the_priority_of_its_object()
    {
        using var queue = new WorkQueue("test", _time, e => Assert.Fail($"{e}"), key => Of(key));
        var high = new ObjectKey("high", "a");
        queue.AddRateLimited(high);
        queue.Add(B);
        _time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(high, await queue.TakeAsync(Cancel));
    }

    private static Priority Of(ObjectKey key) =>
        key.Namespace switch
        {
            "high" => Priority.High,
            "low" => Priority.Low,
            _ => Priority.Normal,
        };

    [Fact]
    public async Task One_key_is_never_worked_on_twice_at_once_by_many_workers()
    {
        var keys = Enumerable.Range(0, 7).Select(n => new ObjectKey("s", $"{n}")).ToArray();
        var busy = new int[keys.Length];
        var clashes = 0;
        var worked = 0;
        var workers = Enumerable
            .Range(0, 8)
            .Select(_ =>
                Task.Run(async () =>
                {
                    while (await _queue.TakeAsync() is { } key)
                    {
                        var index = Array.IndexOf(keys, key);
                        if (Interlocked.Increment(ref busy[index]) > 1)
                        {
                            Interlocked.Increment(ref clashes);
                        }
                        await Task.Yield();
                        Interlocked.Decrement(ref busy[index]);
                        Interlocked.Increment(ref worked);
                        _queue.Done(key);
                    }
                })
            )
            .ToArray();
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(seed =>
                    Task.Run(() =>
                    {
                        var random = new Random(seed);
                        for (var n = 0; n < 20_000; n++)
                        {
                            _queue.Add(keys[random.Next(keys.Length)], (Priority)random.Next(4));
                        }
                    })
                )
        );
        while (_queue.Count > 0)
        {
            await Task.Yield();
        }
        _queue.Close();
        await Task.WhenAll(workers);
        Assert.Equal(0, clashes);
        Assert.True(worked >= keys.Length);
    }
}
