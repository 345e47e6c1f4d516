using ImageForge.DevCluster.Controllers;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

public sealed class JobBackoffTests
{
    private static readonly DateTimeOffset Last = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(6, 320)]
    [InlineData(7, 600)]
    [InlineData(1000, 600)]
    public void Delays_double_from_ten_seconds_to_ten_minutes(int failures, int seconds) =>
        Assert.Equal(
            Last + TimeSpan.FromSeconds(seconds),
            new JobBackoff(failures, Last).NextStart(TimeSpan.FromSeconds(10))
        );

    [Fact]
    public void Without_a_failure_there_is_nothing_to_wait_for() =>
        Assert.Null(JobBackoff.None.NextStart(TimeSpan.FromSeconds(10)));
}
