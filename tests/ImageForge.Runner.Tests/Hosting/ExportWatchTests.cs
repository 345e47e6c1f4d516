using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using ImageForge.Hosting.Telemetry;
using ImageForge.Testing.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ImageForge.Runner.Tests.Hosting;

/// <summary>Exports that fail are one line of the log, and so is the end of that.</summary>
public sealed class ExportWatchTests : ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failed_exports_are_one_line_until_one_succeeds(bool synchronous)
    {
        var codes = new ConcurrentQueue<int>([503, 401, 200, 200]);
        await using var collector = new ScriptedServer(exchange =>
            exchange.AnswerAsync(codes.TryDequeue(out var code) ? code : 500, "hush")
        );
        using var client = Watched(new Uri(collector.Address, "/?token=hush"));
        foreach (var expected in codes.ToList())
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(collector.Address, "/v1/traces"));
            request.Headers.Add("authorization", "Bearer hush");
            request.Content = new StringContent("spans");
            using var answer = synchronous
                ? client.Send(request, HttpCompletionOption.ResponseHeadersRead, Cancel)
                : await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
            Assert.Equal(expected, (int)answer.StatusCode);
        }

        var address = collector.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(
            [
                $"Cannot export traces to {address}: status code 503; they are lost until an export succeeds",
                $"Export of traces to {address} succeeds again",
            ],
            _lines
        );
        Assert.All(
            collector.Requests,
            request => Assert.Equal(("spans", "Bearer hush"), (request.Body, request.Headers["authorization"]))
        );
    }

    [Fact]
    public async Task A_collector_that_does_not_answer_is_a_line()
    {
        await using var collector = new ScriptedServer(exchange => exchange.KeepSilentAsync());
        using var client = Watched(collector.Address, TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.PostAsync(collector.Address, new StringContent("spans"), Cancel)
        );
        Assert.Contains(": no answer in time; ", Assert.Single(_lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "0", null)]
    [InlineData(true, "0", null)]
    [InlineData(false, "12", ": gRPC status 12 (UNIMPLEMENTED); ")]
    [InlineData(true, "14", ": gRPC status 14 (UNAVAILABLE); ")]
    [InlineData(true, "99", ": gRPC status 99 (unknown); ")]
    [InlineData(true, null, ": the answer is not one of gRPC; ")]
    public async Task The_status_of_gRPC_counts(bool body, string? status, string? expected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        await using var collector = builder.Build();
        collector.Run(async context =>
        {
            context.Response.ContentType = "application/grpc";
            if (!body)
            {
                context.Response.Headers["grpc-status"] = status;
                return;
            }

            if (status is not null)
            {
                context.Response.DeclareTrailer("grpc-status");
            }

            await context.Response.Body.WriteAsync(new byte[5], Cancel);
            if (status is not null)
            {
                context.Response.AppendTrailer("grpc-status", status);
            }
        });
        await collector.StartAsync(Cancel);
        var address = new Uri(collector.Urls.First());
        using var client = Watched(address);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[5]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (expected is null)
        {
            Assert.Empty(_lines);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(_lines), StringComparison.Ordinal);
        }
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _lines.Enqueue(formatter(state, exception));

    private HttpClient Watched(Uri endpoint, TimeSpan? timeout = null) =>
        ExportWatch.Over(new HttpClient { Timeout = timeout ?? TimeSpan.FromSeconds(20) }, "traces", endpoint, this);
}
