using System.Text.Json.Nodes;
using ImageForge.Kube.Config;
using ImageForge.Testing.Http;
using ImageForge.Testing.Time;
using k8s.Models;
using Xunit;

namespace ImageForge.Kube.Tests;

/// <summary>What is sent for each operation, and what becomes of the answers.</summary>
public sealed class KubeClientTests
{
    private const string Stored =
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"studio","resourceVersion":"7"}}""";
    private static readonly ObjectKey A = new("studio", "a");

    private static readonly V1ConfigMap Given = new()
    {
        Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "studio" },
        Data = new Dictionary<string, string> { ["prompt"] = "rain 🌧 \"quoted\"" },
        Immutable = true,
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_reads_the_object_at_its_path()
    {
        var (request, value) = await SentAsync(client => client.GetAsync(CoreResources.ConfigMaps, A, Cancel));
        Assert.Equal("GET /api/v1/namespaces/studio/configmaps/a", Line(request));
        Assert.Equal("7", value.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task Create_posts_to_the_collection_and_keeps_every_character()
    {
        var (request, _) = await SentAsync(client => client.CreateAsync(CoreResources.ConfigMaps, Given, Cancel));
        Assert.Equal("POST /api/v1/namespaces/studio/configmaps", Line(request));
        var body = JsonNode.Parse(request.Body)!;
        Assert.Equal(Given.Data!["prompt"], (string?)body["data"]?["prompt"]);
        Assert.Equal("ConfigMap", (string?)body["kind"]);
        Assert.Null(body["metadata"]?["uid"]);
    }

    [Theory]
    [InlineData(
        """{"apiVersion":"meta.k8s.io/v1","kind":"PartialObjectMetadata","metadata":{"name":"a","namespace":"studio","uid":"u","resourceVersion":"7"}}"""
    )]
    // A server that sends the whole object nevertheless; its fields need not fit.
    [InlineData(
        """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"studio","uid":"u","resourceVersion":"7"},"data":[1],"status":{}}"""
    )]
    public async Task Submit_posts_the_whole_object_and_reads_the_metadata_of_the_answer(string answer)
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(201, answer));
        using var client = Client(server);
        var stored = await client.SubmitAsync(CoreResources.ConfigMaps, Given, Cancel);
        Assert.Equal(A, ObjectKey.Of(stored));
        Assert.Equal(("u", "7"), (stored.Metadata.Uid, stored.Metadata.ResourceVersion));
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST /api/v1/namespaces/studio/configmaps", Line(request));
        Assert.Equal(
            "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json",
            request.Headers["accept"].Replace(" ", "", StringComparison.Ordinal)
        );
        var body = JsonNode.Parse(request.Body)!;
        Assert.Equal("ConfigMap", (string?)body["kind"]);
        Assert.Equal(Given.Data!["prompt"], (string?)body["data"]?["prompt"]);
    }

    [Fact]
    public async Task Only_calls_that_read_metadata_ask_for_metadata()
    {
        var (request, _) = await SentAsync(client => client.CreateAsync(CoreResources.ConfigMaps, Given, Cancel));
        Assert.DoesNotContain("PartialObjectMetadata", request.Headers["accept"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_throws_the_servers_error()
    {
        const string Exists =
            """{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"AlreadyExists","code":409,"message":"configmaps \"a\" already exists"}""";
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(409, Exists));
        using var client = Client(server);
        var error = await Assert.ThrowsAsync<KubeException>(() =>
            client.SubmitAsync(CoreResources.ConfigMaps, Given, Cancel)
        );
        Assert.True(error.IsAlreadyExists);
        Assert.Equal("configmaps \"a\" already exists", error.Message);
    }

    [Fact]
    public async Task Submit_does_not_take_an_answer_that_is_no_object()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(201, "[]"));
        using var client = Client(server);
        var error = await Assert.ThrowsAsync<KubeTransportException>(() =>
            client.SubmitAsync(CoreResources.ConfigMaps, Given, Cancel)
        );
        Assert.Contains("Invalid ConfigMap response", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_names_its_manager_and_takes_fields_over()
    {
        var (request, _) = await SentAsync(client =>
            client.ApplyAsync(CoreResources.ConfigMaps, Given, "imageforge", Cancel)
        );
        Assert.Equal("PATCH /api/v1/namespaces/studio/configmaps/a?fieldManager=imageforge&force=true", Line(request));
        Assert.Equal("application/apply-patch+yaml", request.Headers["content-type"]);
        Assert.Equal("v1", (string?)JsonNode.Parse(request.Body)!["apiVersion"]);
    }

    [Fact]
    public async Task A_status_patch_goes_to_the_subresource()
    {
        var patch = new JsonObject { ["status"] = new JsonObject { ["state"] = null } };
        var (request, _) = await SentAsync(
            client => client.PatchStatusAsync(CoreResources.Jobs, A, patch, Cancel),
            "Job"
        );
        Assert.Equal("PATCH /apis/batch/v1/namespaces/studio/jobs/a/status", Line(request));
        Assert.Equal("application/merge-patch+json", request.Headers["content-type"]);
        Assert.Equal("""{"status":{"state":null}}""", request.Body);
    }

    [Fact]
    public async Task A_json_patch_is_a_list_of_operations()
    {
        var operations = new JsonArray(
            new JsonObject
            {
                ["op"] = "test",
                ["path"] = "/metadata/finalizers/0",
                ["value"] = "x",
            }
        );
        var (request, _) = await SentAsync(client =>
            client.JsonPatchAsync(CoreResources.ConfigMaps, A, operations, Cancel)
        );
        Assert.Equal("application/json-patch+json", request.Headers["content-type"]);
        Assert.StartsWith("[", request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_states_preconditions_and_what_becomes_of_dependents()
    {
        var options = new V1DeleteOptions
        {
            PropagationPolicy = "Foreground",
            Preconditions = new V1Preconditions { Uid = "u1" },
        };
        var (request, _) = await SentAsync(async client =>
        {
            await client.DeleteAsync(CoreResources.ConfigMaps, A, Cancel, options);
            return Given;
        });
        Assert.Equal("DELETE /api/v1/namespaces/studio/configmaps/a", Line(request));
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Foreground","preconditions":{"uid":"u1"}}"""
                ),
                JsonNode.Parse(request.Body)
            )
        );
    }

    [Fact]
    public async Task Logs_are_read_as_they_come()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginAsync();
            await exchange.SendLineAsync("one");
            await exchange.KeepSilentAsync();
        });
        using var client = Client(server);
        using var log = new StreamReader(
            await client.LogsAsync(A, new LogOptions { Follow = true, TailLines = 5 }, Cancel)
        );
        Assert.Equal("one", await log.ReadLineAsync(Cancel));
        Assert.Equal("/api/v1/namespaces/studio/pods/a/log?follow=true&tailLines=5", server.Requests.Single().Target);
    }

    [Fact]
    public async Task A_server_that_asks_to_wait_is_asked_again()
    {
        var calls = 0;
        await using var server = new ScriptedServer(exchange =>
            ++calls < 4
                ? exchange.AnswerAsync(calls % 2 == 0 ? 503 : 429, "slow", "text/plain", "Retry-After: 0")
                : exchange.AnswerAsync(200, Stored)
        );
        using var client = Client(server);
        Assert.Equal("a", (await client.GetAsync(CoreResources.ConfigMaps, A, Cancel)).Metadata.Name);
        Assert.Equal(4, calls);
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(-30, 0)]
    [InlineData(100_000_000, 60)]
    public async Task A_date_to_wait_for_is_waited_for_at_most_a_minute(int seconds, int expected)
    {
        var time = new FakeTimeProvider();
        var calls = 0;
        await using var server = new ScriptedServer(exchange =>
            Interlocked.Increment(ref calls) == 1
                ? exchange.AnswerAsync(
                    429,
                    "slow",
                    "text/plain",
                    $"Retry-After: {time.GetUtcNow().AddSeconds(seconds):R}"
                )
                : exchange.AnswerAsync(200, Stored)
        );
        using var client = Client(
            server,
            new KubeClientOptions { Time = time, RequestTimeout = TimeSpan.FromHours(1) }
        );
        var begun = time.GetUtcNow();
        var call = client.GetAsync(CoreResources.ConfigMaps, A, Cancel);
        while (!call.IsCompleted)
        {
            await Task.Delay(1, Cancel);
            if (calls == 1 && time.Waiting == 1 && !call.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }
        }
        await call;
        Assert.InRange((time.GetUtcNow() - begun).TotalSeconds, expected, expected + 10);
    }

    [Fact]
    public async Task Ten_tries_are_enough()
    {
        await using var server = new ScriptedServer(exchange =>
            exchange.AnswerAsync(429, "slow", "text/plain", "Retry-After: 0")
        );
        using var client = Client(server);
        var error = await Assert.ThrowsAsync<KubeException>(() => client.GetAsync(CoreResources.ConfigMaps, A, Cancel));
        Assert.True(error.IsTooManyRequests);
        Assert.Equal("slow", error.Message);
        Assert.Equal(10, server.Requests.Count);
    }

    [Fact]
    public async Task An_error_without_a_time_to_wait_is_the_callers()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(500, "{}"));
        using var client = Client(server);
        var error = await Assert.ThrowsAsync<KubeException>(() => client.GetAsync(CoreResources.ConfigMaps, A, Cancel));
        Assert.True(error.IsTransient);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        await using var server = new ScriptedServer(exchange => exchange.KeepSilentAsync());
        using var client = Client(server, new KubeClientOptions { RequestTimeout = TimeSpan.FromMilliseconds(50) });
        var error = await Assert.ThrowsAsync<KubeTransportException>(() =>
            client.GetAsync(CoreResources.ConfigMaps, A, Cancel)
        );
        Assert.Contains("timed out after 0.1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cap_spreads_calls_but_leases_do_not_wait_for_others()
    {
        await using var server = new ScriptedServer(exchange =>
            exchange.AnswerAsync(200, Stored.Replace("ConfigMap", "Lease", StringComparison.Ordinal))
        );
        using var client = Client(server, new KubeClientOptions { CallsPerSecond = 0.001, Burst = 1 });
        await client.GetAsync(CoreResources.ConfigMaps, A, Cancel);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        impatient.CancelAfter(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            client.GetAsync(CoreResources.ConfigMaps, A, impatient.Token)
        );
        await client.GetAsync(CoreResources.Leases, A, Cancel);
    }

    [Fact]
    public async Task Calls_are_made_as_another_user_where_asked()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(200, Stored));
        using var client = KubeClient.Create(
            new KubeConfig
            {
                Server = server.Address,
                Impersonate = new Impersonation
                {
                    User = "alice",
                    Uid = "7",
                    Groups = ["painters", "system:masters"],
                    Extra = new Dictionary<string, IReadOnlyList<string>> { ["acme.com/project"] = ["x"] },
                },
            }
        );
        await client.GetAsync(CoreResources.ConfigMaps, A, Cancel);
        var headers = server.Requests.Single().Headers;
        Assert.Equal("alice", headers["impersonate-user"]);
        Assert.Equal("7", headers["impersonate-uid"]);
        Assert.Equal(
            "painters,system:masters",
            headers["impersonate-group"].Replace(" ", "", StringComparison.Ordinal)
        );
        Assert.Equal("x", headers["impersonate-extra-acme.com%2fproject"]);
    }

    [Fact]
    public async Task Calls_go_through_the_proxy_that_the_kubeconfig_names()
    {
        await using var proxy = new ScriptedServer(exchange => exchange.AnswerAsync(200, Stored));
        using var client = KubeClient.Create(
            new KubeConfig { Server = new Uri("http://api.example.invalid:6443/base"), ProxyUrl = proxy.Address }
        );
        await client.GetAsync(CoreResources.ConfigMaps, A, Cancel);
        Assert.Equal(
            "http://api.example.invalid:6443/base/api/v1/namespaces/studio/configmaps/a",
            proxy.Requests.Single().Target
        );
    }

    private static KubeClient Client(ScriptedServer server, KubeClientOptions? options = null) =>
        KubeClient.Create(new KubeConfig { Server = server.Address }, options);

    private static string Line(ScriptedRequest request) => $"{request.Method} {request.Target}";

    private static async Task<(ScriptedRequest Request, T Value)> SentAsync<T>(
        Func<KubeClient, Task<T>> call,
        string? kind = null
    )
    {
        var answer = kind is null ? Stored : Stored.Replace("ConfigMap", kind, StringComparison.Ordinal);
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(200, answer));
        using var client = Client(server);
        var value = await call(client);
        return (server.Requests.Single(), value);
    }
}
