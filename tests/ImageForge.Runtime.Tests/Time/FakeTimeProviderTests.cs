using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Runtime.Tests.Time;

/// <summary>The clock of the tests takes and refuses what the system's does.</summary>
public sealed class FakeTimeProviderTests
{
    [Theory]
    [InlineData(-2)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    [InlineData(uint.MaxValue - 1L)]
    [InlineData(uint.MaxValue)]
    [InlineData(1200 * 3_600_000L)]
    public void A_time_is_taken_or_refused_as_by_the_system_clock(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        foreach (var use in Uses(time))
        {
            Assert.Equal(Outcome(() => use(TimeProvider.System)), Outcome(() => use(new FakeTimeProvider())));
        }
    }

    [Fact]
    public void A_timer_that_was_disposed_never_fires_as_with_the_system_clock()
    {
        var clock = new FakeTimeProvider();
        var timer = clock.CreateTimer(
            _ => Assert.Fail("It was disposed."),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static IEnumerable<Action<TimeProvider>> Uses(TimeSpan time) =>
        [
            clock => clock.CreateTimer(_ => { }, null, time, Timeout.InfiniteTimeSpan).Dispose(),
            clock => clock.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, time).Dispose(),
            clock =>
            {
                using var timer = clock.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                timer.Change(time, Timeout.InfiniteTimeSpan);
            },
        ];

    private static Type? Outcome(Action use) => Record.Exception(use)?.GetType();
}
