using System.Text.Json.Nodes;
using ImageForge.Cli.Commands;
using ImageForge.Testing.Http;
using Xunit;

namespace ImageForge.Cli.Tests.Plugin;

/// <summary>An API server that has what a test gives it, and the command line against it.</summary>
internal sealed class ScriptedCluster : IAsyncDisposable
{
    public const string Group = "/apis/imageforge.dev/v1alpha1";
    public const string Jobs = Group + "/namespaces/studio/generationjobs";
    public const string Boards = Group + "/namespaces/studio/storyboards";

    private readonly ScriptedServer _server;
    private readonly string _kubeconfig = Path.GetTempFileName();

    public ScriptedCluster()
        : this(null) { }

    /// <param name="script">Answers requests instead; false for those that it leaves to <see cref="Answers"/>.</param>
    public ScriptedCluster(Func<ScriptedExchange, Task<bool>>? script)
    {
        _server = new ScriptedServer(async exchange =>
        {
            if (script is null || !await script(exchange))
            {
                await AnswerAsync(exchange);
            }
        });
        File.WriteAllText(
            _kubeconfig,
            $"""
            apiVersion: v1
            kind: Config
            current-context: test
            contexts:
            - name: test
              context:
                cluster: test
                namespace: studio
            - name: other
              context:
                cluster: test
            clusters:
            - name: test
              cluster:
                server: {_server.Address}
            """
        );
    }

    public IReadOnlyCollection<ScriptedRequest> Requests => _server.Requests;

    /// <summary>Status codes and documents by path. Lists are made of what lies below; other paths are not found.</summary>
    public Dictionary<string, (int Code, string Body)> Answers { get; } = [];

    /// <summary>Adds an object of the namespace studio.</summary>
    public void Add(string collection, JsonObject value) =>
        Answers[$"{collection}/{value["metadata"]!["name"]}"] = (200, value.ToJsonString());

    /// <summary>Runs <c>imageforge</c>.</summary>
    public async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        // What is completed stays last, and an option beside its value.
        var at = Array.FindIndex(arguments, word => word.StartsWith('-'));
        at =
            arguments[0] != "__complete" ? arguments.Length
            : at > 0 ? at
            : arguments.Length - 1;
        string[] all = [.. arguments[..at], "--kubeconfig", _kubeconfig, .. arguments[at..]];
        var code = await RootCommands.RunAsync(
            all,
            "imageforge",
            output,
            errors,
            TestContext.Current.CancellationToken
        );
        return (code, output.ToString(), errors.ToString());
    }

    public static string Error(int code, string reason, string message, string? name = null) =>
        new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["status"] = "Failure",
            ["reason"] = reason,
            ["code"] = code,
            ["message"] = message,
            ["details"] = name is null ? null : new JsonObject { ["name"] = name },
        }.ToJsonString();

    public static string List(params IEnumerable<JsonNode?> items) =>
        new JsonObject
        {
            ["kind"] = "List",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject { ["resourceVersion"] = "7" },
            ["items"] = new JsonArray([.. items]),
        }.ToJsonString();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        File.Delete(_kubeconfig);
    }

    private async Task AnswerAsync(ScriptedExchange exchange)
    {
        var path = exchange.Request.Path;
        if (Answers.TryGetValue(path, out var answer))
        {
            await exchange.AnswerAsync(
                answer.Code,
                answer.Body,
                answer.Body[0] == '{' ? "application/json" : "text/plain"
            );
        }
        else if (exchange.Request.Query("watch") is not null)
        {
            await exchange.BeginAsync();
            await exchange.KeepSilentAsync();
        }
        else if (
            path.Split('/')[^1] is "generationjobs" or "storyboards" or "configmaps" or "jobs" or "pods" or "namespaces"
        )
        {
            // A list of all namespaces has no namespace in its path.
            var below = path.Replace(Group + "/", Group + "/namespaces/studio/", StringComparison.Ordinal);
            var prefix = (path.Contains("/namespaces/", StringComparison.Ordinal) ? path : below) + "/";
            var items = Answers
                .Where(pair =>
                    pair.Key.StartsWith(prefix, StringComparison.Ordinal)
                    && pair.Key[prefix.Length..].All(c => c != '/')
                )
                .Select(pair => JsonNode.Parse(pair.Value.Body));
            await exchange.AnswerAsync(200, List(items));
        }
        else
        {
            var (kind, name) = (path.Split('/')[^2], path.Split('/')[^1]);
            var message = $"{kind}.imageforge.dev \"{name}\" not found";
            await exchange.AnswerAsync(404, Error(404, "NotFound", message, name));
        }
    }
}

/// <summary>Objects as an API server stores them.</summary>
internal static class Stored
{
    public static JsonObject Job(string name, string status, string metadata = "", string spec = "{}") =>
        Object("GenerationJob", name, status, metadata, spec);

    public static JsonObject Board(string name, string status) => Object("Storyboard", name, status, "", "{}");

    /// <summary>A finished job with one image.</summary>
    public static JsonObject Finished(string name, string key = "a.png", string more = "", string metadata = "") =>
        Job(
            name,
            $$"""
            {"state": "Completed", "images": "1/1", "startTime": "2020-01-01T00:00:00Z", "completionTime": "2020-01-01T00:01:30Z",
             "conditions": [{"type": "Ready", "status": "True", "reason": "Completed", "message": "1 image stored."}],
             "artifacts": [{"key": {{JsonValue.Create(
                key
            ).ToJsonString()}}, "sha256": "00", "bytes": 1234567, "width": 640, "height": 480,
                            "format": "PNG", "variant": 0, "seed": 11, "primary": true,
                            "scores": [{"name": "Sharpness", "value": "0.5"}]{{more}}}]}
            """,
            metadata
        );

    private static JsonObject Object(string kind, string name, string status, string metadata, string spec) =>
        JsonNode
            .Parse(
                $$"""
                {"apiVersion": "imageforge.dev/v1alpha1", "kind": "{{kind}}",
                 "metadata": {"name": "{{name}}", "namespace": "studio", "uid": "uid-{{name}}", "resourceVersion": "5",
                              "creationTimestamp": "2020-01-01T00:00:00Z"{{metadata}}},
                 "spec": {{spec}}, "status": {{status}}}
                """
            )!
            .AsObject();
}
