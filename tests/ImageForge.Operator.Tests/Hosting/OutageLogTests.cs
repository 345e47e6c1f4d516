using ImageForge.Hosting;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Operator.Tests.Hosting;

/// <summary>An outage is logged when it begins, now and then, and when it ends.</summary>
public sealed class OutageLogTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _lines = [];
    private readonly OutageLog _log;

    public OutageLogTests() => _log = new(TimeSpan.FromMinutes(1), _time, _lines.Add, () => _lines.Add("available"));

    [Fact]
    public void An_outage_of_two_minutes_is_logged_once_a_minute_and_its_end_once()
    {
        for (var second = 0; second < 120; second++)
        {
            _log.Failed($"refused at {second}");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _log.Succeeded();
        _log.Succeeded();
        Assert.Equal(["refused at 0", "refused at 60", "available"], _lines);
    }

    [Fact]
    public void What_fails_and_succeeds_in_turn_is_logged_no_more_often()
    {
        for (var second = 0; second < 120; second++)
        {
            _log.Failed($"refused at {second}");
            _log.Succeeded();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["refused at 0", "available", "refused at 60", "available"], _lines);
    }

    [Fact]
    public void Success_without_an_outage_is_not_logged()
    {
        _log.Succeeded();
        Assert.Empty(_lines);
    }
}
