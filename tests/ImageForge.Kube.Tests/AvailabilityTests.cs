using ImageForge.Testing.Time;
using k8s.Models;
using Xunit;

namespace ImageForge.Kube.Tests;

/// <summary>Waits that end when the server is back.</summary>
public sealed class AvailabilityTests
{
    private static readonly TimeSpan Jitter = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _time = new();
    private readonly Availability _availability;

    public AvailabilityTests() => _availability = new Availability(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_that_gets_through_ends_the_waits_of_all_a_little_later()
    {
        _availability.Failed("refused", "a reason");
        var waits = Enumerable
            .Range(0, 3)
            .Select(_ => _availability.WaitAsync(TimeSpan.FromMinutes(1), Jitter, Cancel))
            .ToList();
        _availability.Answered();
        Assert.Null(_availability.Problem);
        var begun = _time.GetUtcNow();
        while (!waits.All(wait => wait.IsCompletedSuccessfully))
        {
            await Task.Delay(1, Cancel);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }
        Assert.InRange(_time.GetUtcNow() - begun, Jitter, TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task An_answer_after_an_answer_ends_no_wait()
    {
        _availability.Answered();
        var wait = _availability.WaitAsync(TimeSpan.FromMinutes(1), Jitter, Cancel);
        _availability.Answered();
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromMinutes(1));
        await wait.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
    }

    [Fact]
    public void Two_failures_in_a_row_are_an_outage_until_the_next_answer()
    {
        List<string> log = [];
        _availability.Failing += log.Add;
        _availability.Restored += () => log.Add("restored");
        _availability.Failed("refused", "one");
        _availability.Answered();
        Assert.False(_availability.IsDown);
        _availability.Failed("refused", "two");
        _availability.Failed("refused", "three");
        _availability.Failed("refused", "four");
        Assert.True(_availability.IsDown);
        _availability.Answered();
        _availability.Answered();
        Assert.False(_availability.IsDown);
        Assert.Equal(["three", "four", "restored"], log);
    }

    [Fact]
    public void A_failure_is_the_callers_own_once_others_are_answered_meanwhile()
    {
        var caller = new CallerFailures(_availability);
        var refused = new KubeTransportException("refused");
        Assert.False(caller.IsOwn(refused));
        Assert.False(caller.IsOwn(refused));
        _availability.Answered();
        Assert.True(caller.IsOwn(refused));
        Assert.False(caller.IsOwn(refused));
        caller.Succeeded();
        _availability.Answered();
        Assert.False(caller.IsOwn(refused));
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    public void Some_answers_concern_the_server_as_a_whole(int code, bool whole)
    {
        var failure = new KubeException(new V1Status { Code = code });
        Assert.Equal(whole, Availability.Concerns(failure));
        Assert.Equal(!whole, new CallerFailures(_availability).IsOwn(failure));
    }

    [Fact]
    public void A_server_that_answers_now_well_and_now_badly_ends_waits_every_five_seconds_at_most()
    {
        var recoveries = 0;
        for (var n = 0; n < 100; n++)
        {
            var recovered = _availability.Recovered;
            _availability.Failed("503", "a reason");
            _availability.Answered();
            recoveries += recovered.IsCompleted ? 1 : 0;
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
        Assert.Equal(2, recoveries);
    }
}
