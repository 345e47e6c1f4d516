using ImageForge.DevCluster.Controllers;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

public sealed class KeyQueueTests
{
    [Fact]
    public async Task A_key_added_twice_is_taken_once()
    {
        using var queue = new KeyQueue<string>(TimeProvider.System);
        queue.Add("a");
        queue.Add("a");
        queue.Add("b");
        Assert.Equal(["a", "b"], await TakeAsync(queue, 2));
    }

    [Fact]
    public async Task The_earliest_time_wins()
    {
        var time = new FakeTimeProvider();
        using var queue = new KeyQueue<string>(time);
        queue.AddAt("a", time.GetUtcNow() + TimeSpan.FromHours(1));
        queue.AddAt("a", time.GetUtcNow() + TimeSpan.FromSeconds(1));
        queue.AddAt("a", time.GetUtcNow() + TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["a"], await TakeAsync(queue, 1));
        time.Advance(TimeSpan.FromHours(2));
        queue.Add("b");
        Assert.Equal(["b"], await TakeAsync(queue, 1));
    }

    [Theory]
    [InlineData(1200)]
    [InlineData(999_999)]
    public async Task A_key_comes_at_its_time_also_where_no_timer_can_wait_so_long(int hours)
    {
        var time = new FakeTimeProvider();
        using var queue = new KeyQueue<string>(time);
        queue.AddAt("late", time.GetUtcNow() + TimeSpan.FromHours(hours));
        queue.AddAt("never", DateTimeOffset.MaxValue);
        time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        queue.Add("early");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["early", "late"], await TakeAsync(queue, 2));
    }

    private static async Task<List<string>> TakeAsync(KeyQueue<string> queue, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var taken = new List<string>();
        await foreach (var key in queue.TakeAsync(patience.Token))
        {
            taken.Add(key);
            if (taken.Count == count)
            {
                break;
            }
        }
        return taken;
    }
}
