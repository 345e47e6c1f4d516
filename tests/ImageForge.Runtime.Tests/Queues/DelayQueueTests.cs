using ImageForge.Kube;
using ImageForge.Runtime.Queues;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Runtime.Tests.Queues;

/// <summary>Errors on the timer's thread.</summary>
public sealed class DelayQueueTests
{
    private static readonly ObjectKey A = new("studio", "a");
    private static readonly ObjectKey B = new("studio", "b");
    private static readonly ObjectKey C = new("studio", "c");

    private readonly FakeTimeProvider _time = new();
    private readonly List<ObjectKey> _given = [];
    private readonly List<Exception> _errors = [];

    [Fact]
    public void A_key_that_cannot_be_handed_over_comes_again_and_keeps_no_other_back()
    {
        var isBroken = true;
        using var delays = new DelayQueue(
            _time,
            key =>
            {
                if (key == A && isBroken)
                {
                    isBroken = false;
                    throw new InvalidOperationException("error");
                }
                _given.Add(key);
            },
            _errors.Add
        );
        delays.Add(A, TimeSpan.FromSeconds(5));
        delays.Add(B, TimeSpan.FromSeconds(5));
        delays.Add(C, TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([B], _given);
        Assert.Single(_errors);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([B, A], _given);
        _time.Advance(TimeSpan.FromSeconds(54));
        Assert.Equal([B, A, C], _given);
    }

    [Fact]
    public void A_removed_key_does_not_come_unless_it_is_added_again()
    {
        using var delays = new DelayQueue(_time, _given.Add, _errors.Add);
        delays.Add(A, TimeSpan.FromSeconds(5));
        delays.Add(B, TimeSpan.FromSeconds(5));
        delays.Remove(A);
        delays.Add(A, TimeSpan.FromSeconds(8));
        delays.Remove(B);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(_given);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([A], _given);
    }

    [Fact]
    public void A_callback_that_fails_before_it_sets_the_timer_again_delays_the_keys_by_a_second()
    {
        var clock = new FailingClock(_time);
        using var delays = new DelayQueue(clock, _given.Add, _errors.Add);
        delays.Add(A, TimeSpan.FromSeconds(5));
        clock.Fails = true;
        _time.Advance(TimeSpan.FromSeconds(5));
        clock.Fails = false;
        Assert.Empty(_given);
        Assert.Single(_errors);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([A], _given);
        // Nothing is left to wait for.
        Assert.Equal(0, _time.Waiting);
    }

    private sealed class FailingClock(FakeTimeProvider inner) : TimeProvider
    {
        public bool Fails { get; set; }

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override long GetTimestamp() =>
            Fails ? throw new InvalidOperationException("error") : inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            inner.CreateTimer(callback, state, dueTime, period);
    }
}
