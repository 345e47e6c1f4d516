using System.Text.Json;
using ImageForge.Api;
using ImageForge.Testing.Http;
using k8s.Models;

namespace ImageForge.Runtime.Tests.Election;

/// <summary>An API server that keeps one Lease, and may fall silent.</summary>
internal sealed class LeaseServer : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private int _version;

    public LeaseServer() => Server = OperatorRole.Serve(AnswerAsync);

    public ScriptedServer Server { get; }

    public V1Lease? Lease { get; private set; }

    /// <summary>From now on every call is answered with an error.</summary>
    public bool IsBroken { get; set; }

    /// <summary>From now on every call is forbidden.</summary>
    public bool IsForbidden { get; set; }

    /// <summary>Writes are applied from now on, and answered when this has ended.</summary>
    public Task? Answers { get; set; }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private Task AnswerAsync(ScriptedExchange exchange)
    {
        if (IsBroken)
        {
            return exchange.AnswerAsync(500, Error(500, "InternalError"));
        }
        if (IsForbidden)
        {
            return exchange.AnswerAsync(403, Error(403, "Forbidden"));
        }
        lock (_lock)
        {
            switch (exchange.Request.Method)
            {
                case "GET":
                    return Lease is null
                        ? exchange.AnswerAsync(404, Error(404, "NotFound"))
                        : exchange.AnswerAsync(200, Write(Lease));
                case "POST" when Lease is not null:
                    return exchange.AnswerAsync(409, Error(409, "AlreadyExists"));
                default:
                    var lease = JsonSerializer.Deserialize(exchange.Request.Body, CoreJson.Of<V1Lease>())!;
                    if (Lease is not null && lease.Metadata.ResourceVersion != Lease.Metadata.ResourceVersion)
                    {
                        return exchange.AnswerAsync(409, Error(409, "Conflict"));
                    }
                    Lease = lease with { Metadata = lease.Metadata with { ResourceVersion = $"{++_version}" } };
                    return AnswerAsync(exchange, Write(Lease), Answers);
            }
        }
    }

    private static async Task AnswerAsync(ScriptedExchange exchange, string lease, Task? when)
    {
        await (when ?? Task.CompletedTask);
        await exchange.AnswerAsync(200, lease);
    }

    private static string Write(V1Lease lease) => JsonSerializer.Serialize(lease, CoreJson.Of<V1Lease>());

    private static string Error(int code, string reason) =>
        $$"""{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"{{reason}}","code":{{code}}}""";
}
