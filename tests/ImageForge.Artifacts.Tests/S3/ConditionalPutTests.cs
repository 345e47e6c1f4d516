using System.Net;
using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;
using Xunit;

namespace ImageForge.Artifacts.Tests.S3;

/// <summary>What newer servers answer to a conditional put, and older ones.</summary>
public sealed class ConditionalPutTests
{
    [Theory]
    [InlineData(PutOutcome.Created, 1, 0)]
    [InlineData(PutOutcome.AlreadyThere, 1, 0, HttpStatusCode.PreconditionFailed)]
    [InlineData(PutOutcome.Created, 2, 0, HttpStatusCode.Conflict)]
    [InlineData(
        PutOutcome.AlreadyThere,
        3,
        0,
        HttpStatusCode.Conflict,
        HttpStatusCode.Conflict,
        HttpStatusCode.PreconditionFailed
    )]
    [InlineData(PutOutcome.Created, 1, 1, HttpStatusCode.NotImplemented)]
    public async Task The_answer_decides(
        PutOutcome expected,
        int conditional,
        int plain,
        params HttpStatusCode[] script
    )
    {
        using var server = new ScriptedServer(script);
        using var store = Open(server);
        Assert.Equal(
            expected,
            await store.PutIfAbsentAsync("m.json", new byte[3], TestContext.Current.CancellationToken)
        );
        Assert.Equal((conditional, plain), (server.Conditional, server.Plain));
    }

    [Fact]
    public async Task A_server_without_conditions_is_asked_once_for_them()
    {
        using var server = new ScriptedServer(HttpStatusCode.NotImplemented);
        using var store = Open(server);
        await store.PutIfAbsentAsync("a.json", new byte[3], TestContext.Current.CancellationToken);
        await store.PutIfAbsentAsync("b.json", new byte[3], TestContext.Current.CancellationToken);
        Assert.False(store.ConditionalPuts);
        Assert.Equal((1, 2), (server.Conditional, server.Plain));
    }

    [Fact]
    public async Task A_conflict_that_does_not_end_is_no_success()
    {
        using var server = new ScriptedServer([.. Enumerable.Repeat(HttpStatusCode.Conflict, 50)]);
        using var store = Open(server);
        await Assert.ThrowsAsync<StoreUnreachableException>(() =>
            store.PutIfAbsentAsync("m.json", new byte[3], TestContext.Current.CancellationToken)
        );
    }

    private static S3Store Open(ScriptedServer server) =>
        S3Store.Open(
            S3Location.Parse(new() { Uri = "s3://bucket", Endpoint = server.Address }, new("s3://bucket")),
            new() { AccessKey = "key", SecretKey = "secret" }
        );
}
