using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Kubelet;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

/// <summary>A store with everything that acts on it, and a folder of its own; pods are real processes.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    public const string Namespace = "jobs";
    public const string Shell = "local/busybox:1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-node");
    private readonly Workloads _workloads;

    private TestNode(Func<WorkloadOptions, WorkloadOptions>? configure, TimeProvider? time)
    {
        Time = time ?? TimeProvider.System;
        Store = new ObjectStore(Time);
        var options = new WorkloadOptions
        {
            DataDirectory = _folder.FullName,
            Images = new Dictionary<string, string> { ["local/busybox"] = "/bin/sh" },
            JobBackoff = TimeSpan.FromMilliseconds(20),
            RestartBackoff = TimeSpan.FromMilliseconds(20),
        };
        Logs = new PodLogs(Time);
        InitialObjects.Create(Store, "");
        _workloads = Workloads.Start(
            Store,
            configure?.Invoke(options) ?? options,
            Logs,
            Time,
            NullLoggerFactory.Instance
        );
        CreateNamespace(Namespace);
    }

    public ObjectStore Store { get; }

    public TimeProvider Time { get; }

    public string Folder => _folder.FullName;

    public PodLogs Logs { get; }

    public static TestNode Start(Func<WorkloadOptions, WorkloadOptions>? configure = null, TimeProvider? time = null) =>
        new(configure, time);

    public static ObjectKey Pod(string name) => new(BuiltinResources.Pods, Namespace, name);

    public static ObjectKey Job(string name) => new(BuiltinResources.Jobs, Namespace, name);

    public static ObjectKey ConfigMap(string name, string ns = Namespace) => new(BuiltinResources.ConfigMaps, ns, name);

    public void CreateNamespace(string name) =>
        Store.Create(
            BuiltinResources.Namespaces,
            Parse(
                $$$"""
                {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"{{{name}}}"},
                 "spec":{"finalizers":["kubernetes"]},"status":{"phase":"Active"}}
                """
            )
        );

    /// <summary>A pod of one container that runs a shell script; <paramref name="change"/> gets its spec.</summary>
    public JsonObject CreatePod(string name, string script, Action<JsonObject>? change = null)
    {
        var pod = Parse($$$"""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"{{{name}}}","namespace":"jobs"}}""");
        pod["spec"] = PodSpec(script);
        change?.Invoke((JsonObject)pod["spec"]!);
        var pods = BuiltinResources.All.First(r => r.Id == BuiltinResources.Pods);
        pods.Rules.Default(pods, pod);
        pods.Rules.PrepareForCreate(pods, pod);
        return Store.Create(BuiltinResources.Pods, pod);
    }

    /// <summary>A job whose pods run a shell script; <paramref name="change"/> gets its spec.</summary>
    public JsonObject CreateJob(string name, string script, Action<JsonObject>? change = null)
    {
        var job = Parse(
            $$$"""{"kind":"Job","apiVersion":"batch/v1","metadata":{"name":"{{{name}}}","namespace":"jobs"}}"""
        );
        var labels = new JsonObject { ["batch.kubernetes.io/job-name"] = name };
        job["spec"] = new JsonObject
        {
            ["parallelism"] = 1,
            ["completions"] = 1,
            ["backoffLimit"] = 6,
            ["suspend"] = false,
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = labels },
                ["spec"] = PodSpec(script),
            },
            ["completionMode"] = "NonIndexed",
            ["podReplacementPolicy"] = "TerminatingOrFailed",
        };
        job["status"] = new JsonObject();
        change?.Invoke((JsonObject)job["spec"]!);
        return Store.Create(BuiltinResources.Jobs, job);
    }

    public JsonObject CreateConfigMap(string name, string data, string? metadata = null, string ns = Namespace)
    {
        var o = Parse(
            $$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{{{metadata ?? "{}"}}},"data":{{{data}}}}"""
        );
        o.Metadata()["name"] = name;
        o.Metadata()["namespace"] = ns;
        return Store.Create(BuiltinResources.ConfigMaps, o);
    }

    public void CreateSecret(string name, string key, string value) =>
        Store.Create(
            BuiltinResources.Secrets,
            new JsonObject
            {
                ["kind"] = "Secret",
                ["apiVersion"] = "v1",
                ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = Namespace },
                ["data"] = new JsonObject { [key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value)) },
            }
        );

    /// <summary>Waits until an object is as wanted and returns it.</summary>
    public async Task<JsonObject> UntilAsync(ObjectKey key, Func<JsonObject, bool> isWanted)
    {
        var found = await UntilAsync(() => Store.Get(key) is { } o && isWanted(o) ? o : null, () => Store.Get(key));
        return found!;
    }

    /// <summary>Waits until there is no such object (any more).</summary>
    public Task UntilGoneAsync(ObjectKey key) =>
        UntilAsync(() => Store.Get(key) is null ? new JsonObject() : null, () => Store.Get(key));

    public Task<JsonObject> UntilPhaseAsync(string pod, params string[] phases) =>
        UntilAsync(Pod(pod), p => phases.Contains(p.Text("status", "phase")));

    public Task<JsonObject> UntilConditionAsync(string job, string condition) =>
        UntilAsync(Job(job), j => Condition(j, condition).Text("status") == "True");

    /// <summary>Waits until as many pods of a job are as wanted.</summary>
    public async Task<IReadOnlyList<JsonObject>> UntilPodsAsync(string job, int count, Func<JsonObject, bool> isWanted)
    {
        IReadOnlyList<JsonObject> found = [];
        await UntilAsync(
            () => (found = [.. PodsOf(job).Where(isWanted)]).Count == count ? new JsonObject() : null,
            () => new JsonArray([.. PodsOf(job).Select(p => p["status"]?.DeepClone())])
        );
        return found;
    }

    public IReadOnlyList<JsonObject> PodsOf(string job) =>
        [.. Store.List(BuiltinResources.Pods, Namespace).Where(p => p.Controller().Text("name") == job)];

    public IReadOnlyList<string> Events(string about, string ns = Namespace) =>
        [
            .. Store
                .List(BuiltinResources.Events, ns)
                .Where(e => e.Text("involvedObject", "name") == about)
                .OrderBy(e => e.Name()[(e.Name().LastIndexOf('.') + 1)..], StringComparer.Ordinal)
                .Select(e => $"{e.Text("type")} {e.Text("reason")} {e.Number("count")}: {e.Text("message")}"),
        ];

    /// <summary>Every state that an object has been in, the last one included when it is gone.</summary>
    public IReadOnlyList<JsonObject> History(ObjectKey key)
    {
        var end = Store.Version;
        var states = new List<JsonObject>();
        foreach (var change in Store.Watch(null, null, 0, CancellationToken.None).ToBlockingEnumerable())
        {
            if (change.Resource == key.Resource && change.Object.Key(key.Resource) == key)
            {
                states.Add(change.Object);
            }
            if (change.Version >= end)
            {
                break;
            }
        }
        return states;
    }

    public async Task<string> LogAsync(string pod, LogQuery? query = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        var text = new StringBuilder();
        await foreach (var piece in Logs.Read(Store.Get(Pod(pod))!, query ?? new LogQuery(), patience.Token)!)
        {
            text.Append(Encoding.UTF8.GetString(piece.Span));
        }
        return text.ToString();
    }

    public async Task<JsonObject?> UntilAsync(Func<JsonObject?> find, Func<JsonNode?> state)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            if (find() is { } already)
            {
                return already;
            }
            await foreach (var _ in Store.Watch(null, null, 0, patience.Token))
            {
                if (find() is { } found)
                {
                    return found;
                }
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"not seen in {Patience}; last: {state()?.ToJsonString()}");
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _workloads.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    public static JsonObject? Condition(JsonObject o, string type) =>
        o.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == type);

    public static JsonNode? State(JsonObject pod, string state, int container = 0) =>
        pod.At("status", "containerStatuses")?[container].At("state", state);

    private static JsonObject PodSpec(string script) =>
        new()
        {
            ["restartPolicy"] = "Never",
            ["terminationGracePeriodSeconds"] = 1,
            ["containers"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "main",
                    ["image"] = Shell,
                    ["args"] = new JsonArray("-c", script),
                    ["terminationMessagePath"] = "/dev/termination-log",
                    ["terminationMessagePolicy"] = "File",
                    ["imagePullPolicy"] = "IfNotPresent",
                }
            ),
        };
}
