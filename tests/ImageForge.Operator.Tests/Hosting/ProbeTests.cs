using System.Net;
using ImageForge.Hosting.Serving;
using ImageForge.Operator.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Operator.Tests.Hosting;

public sealed class ProbeTests
{
    [Fact]
    public async Task It_asks_until_the_operator_is_ready()
    {
        var asked = 0;
        using var server = await ServeAsync(() =>
            ++asked < 3 ? Answer.Text(503, "not yet\n") : Answer.Text(200, "ok\n")
        );
        Assert.Equal(0, await RunAsync(new Uri(server.Address, "readyz").AbsoluteUri, TimeSpan.FromMinutes(1)));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task An_operator_that_does_not_get_ready_fails_it()
    {
        using var server = await ServeAsync(() => Answer.Text(503, "caches not synced\n"));
        Assert.Equal(1, await RunAsync(server.Address.AbsoluteUri, TimeSpan.Zero));
    }

    [Theory]
    // Nothing listens on the discard port of loopback.
    [InlineData("http://127.0.0.1:9/readyz")]
    [InlineData("imageforge-operator")]
    [InlineData("file:///readyz")]
    public async Task What_cannot_be_asked_fails_it(string url) => Assert.Equal(1, await RunAsync(url, TimeSpan.Zero));

    private static Task<AnswerServer> ServeAsync(Func<Answer> answer) =>
        AnswerServer.StartAsync(new(IPAddress.Loopback, 0), _ => answer(), NullLoggerFactory.Instance);

    private static Task<int> RunAsync(string url, TimeSpan patience) =>
        Probe.RunAsync(url, patience, TimeProvider.System, TestContext.Current.CancellationToken);
}
