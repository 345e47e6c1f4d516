using System.Net;
using System.Net.Sockets;
using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;
using Xunit;

namespace ImageForge.Artifacts.Tests.S3;

public sealed class S3TimeoutTests : IDisposable
{
    private readonly TcpListener _silent = new(IPAddress.Loopback, 0);

    public S3TimeoutTests() => _silent.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_never_answers_is_unreachable_when_the_limit_is_over()
    {
        using var store = Open(new HastyClock());
        var e = await Assert.ThrowsAsync<StoreUnreachableException>(() => store.ProbeAsync("probe", Token));
        Assert.Contains("did not answer in time", e.Message, StringComparison.Ordinal);
        Assert.Contains($"{_silent.LocalEndpoint}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_who_gives_up_first_gets_a_cancellation()
    {
        using var store = Open(TimeProvider.System);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.GetAsync("key", 1000, stop.Token));
    }

    [Fact]
    public async Task An_object_that_is_larger_than_asked_for_is_refused_before_it_is_read()
    {
        await using var server = new Testing.Http.ScriptedServer(e => e.AnswerAsync(200, "eleven byte", "image/png"));
        using var store = S3Store.Open(
            S3Location.Parse(
                new() { Uri = "s3://bucket", Endpoint = server.Address.GetLeftPart(UriPartial.Authority) },
                new("s3://bucket")
            ),
            new() { AccessKey = "key", SecretKey = "secret" }
        );
        Assert.Equal("eleven byte"u8.ToArray(), await store.GetAsync("a.png", 11, Token));
        var e = await Assert.ThrowsAsync<InvalidKeyException>(() => store.GetAsync("a.png", 10, Token));
        Assert.Contains("'a.png' has more than 10 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_grows_with_what_is_to_be_moved() =>
        Assert.Equal(TimeSpan.FromSeconds(30 + 40), S3Calls.LimitFor(10 * 1024 * 1024));

    /// <summary>A length is what a server says.</summary>
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    public void The_limit_is_one_that_a_timer_takes_whatever_the_length(long bytes)
    {
        using var limit = new CancellationTokenSource(S3Calls.LimitFor(bytes), TimeProvider.System);
    }

    public void Dispose() => _silent.Dispose();

    private S3Store Open(TimeProvider time) =>
        S3Store.Open(
            S3Location.Parse(
                new() { Uri = "s3://bucket", Endpoint = $"http://{_silent.LocalEndpoint}" },
                new("s3://bucket")
            ),
            new() { AccessKey = "key", SecretKey = "secret" },
            time
        );

    /// <summary>A second lasts ten milliseconds.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 100 : dueTime, period);
    }
}
