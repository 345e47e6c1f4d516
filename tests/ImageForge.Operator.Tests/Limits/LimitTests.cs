using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Kube;
using ImageForge.Operator.Tests.Integration;
using Xunit;

namespace ImageForge.Operator.Tests.Limits;

/// <summary>
/// No spec that the API server admits ends the operator or keeps it from its work: every field of every kind at the limits
/// of its schema. A duration or a number is alone on a fresh operator, because a neighbour's nearer time hides what a far
/// one does to a timer; then alone after its restart; then beside a neighbour.
/// </summary>
/// <remarks>
/// Texts, words and lists share an operator, and so do the numbers of a storyboard's template, which frames take over as
/// they are. With IMAGEFORGE_TEST_WIDE=1 each is alone too.
/// </remarks>
public class LimitTests(ClusterFixture cluster)
{
    /// <summary>An image that no node has: pods wait, and only the operator is at work.</summary>
    private const string NoImage = "imageforge/none";

    private const int AtOnce = 12;

    private static readonly bool IsWide = Environment.GetEnvironmentVariable("IMAGEFORGE_TEST_WIDE") == "1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_duration_and_number_at_its_limits_is_survived_alone_after_a_restart_and_with_a_neighbour()
    {
        var cases = SchemaLimits.All().Where(IsAlone).ToList();
        Assert.True(cases.Count > 150, $"only {cases.Count} were found");
        var faults = new ConcurrentBag<string>();
        var admitted = new ConcurrentDictionary<string, bool>();
        await Parallel.ForEachAsync(
            cases,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel },
            async (limit, _) =>
            {
                await using var scenario = await Scenario.StartAsync(cluster, withOperator: false);
                if (await TryAsync(faults, limit, () => AloneAsync(scenario, limit)))
                {
                    admitted[limit.Path] = true;
                }
            }
        );
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{cases.Count} cases of {cases.Select(c => c.Path).Distinct().Count()} fields, {admitted.Count} fields admitted"
        );
        Assert.True(faults.IsEmpty, string.Join("\n", faults));
        // A walk that the server refuses at every step would prove nothing.
        var durations = cases.Where(c => c.Type == LimitKind.Duration).Select(c => c.Path).Distinct();
        Assert.Empty(durations.Except(admitted.Keys));
        Assert.True(admitted.Count > cases.Select(c => c.Path).Distinct().Count() / 2, $"{admitted.Count} admitted");
    }

    [Fact]
    public async Task Each_text_word_and_list_at_its_limits_is_survived()
    {
        var cases = SchemaLimits.All().Where(limit => !IsAlone(limit)).ToList();
        var faults = new ConcurrentBag<string>();
        await using var scenario = await Scenario.StartAsync(cluster, withOperator: false);
        var errors = new ErrorLog();
        scenario.StartOperator(logging: errors, runnerImage: NoImage);
        await Parallel.ForEachAsync(
            cases.Select((limit, n) => (limit, n)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel },
            async (each, _) =>
                await TryAsync(
                    faults,
                    each.limit,
                    async () =>
                    {
                        if (!await CreateAsync(scenario, each.limit, $"c{each.n}"))
                        {
                            return false;
                        }

                        if (each.limit.Path == "managedBy")
                        {
                            // Another controller's: whatever is written to it would be wrong.
                            return true;
                        }

                        await ObservedAsync(scenario, each.limit.Kind, $"c{each.n}");
                        await CancelAsync(scenario, each.limit.Kind, $"c{each.n}");
                        return true;
                    }
                )
        );
        Assert.Empty(errors.Errors);
        Assert.True(faults.IsEmpty, string.Join("\n", faults));
        // All of them beside one whose picture is made, on an operator that has just been started.
        await scenario.StopOperatorAsync();
        scenario.StartOperator(logging: errors);
        await scenario.ApplyAsync("neighbour", Scenario.Rain);
        await scenario.UntilAsync("neighbour", JobState.Completed);
        Assert.Empty(errors.Errors);
    }

    /// <summary>Jobs that run to their end, so that what follows an end is waited for too.</summary>
    [Theory]
    [InlineData("""{"childrenAfter":"0s"}""")]
    [InlineData("""{"childrenAfter":"1200h"}""")]
    [InlineData("""{"childrenAfter":"999999h"}""")]
    [InlineData("""{"childrenAfter":"999999h","selfAfter":"999999h"}""")]
    [InlineData("""{"selfAfter":"1200h"}""")]
    public async Task Completed_job_with_a_long_cleanup_is_survived_alone_and_after_a_restart(string cleanup)
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync("long", Scenario.Rain.TrimEnd()[..^1] + ",\"cleanup\":" + cleanup + "}");
        await scenario.UntilAsync("long", JobState.Completed);
        await scenario.StopOperatorAsync();
        scenario.StartOperator();
        await scenario.ApplyAsync("neighbour", Scenario.Rain);
        await scenario.UntilAsync("neighbour", JobState.Completed);
        Assert.False(scenario.HasEnded);
    }

    private static bool IsAlone(LimitCase limit) =>
        IsWide
        || limit.Type != LimitKind.Other
            && !(limit.Kind == "Storyboard" && limit.Path.StartsWith("template.", StringComparison.Ordinal));

    private static async Task<bool> AloneAsync(Scenario scenario, LimitCase limit)
    {
        if (!await CreateAsync(scenario, limit, "limit"))
        {
            return false;
        }

        var errors = new ErrorLog();
        scenario.StartOperator(logging: errors, runnerImage: NoImage);
        await ObservedAsync(scenario, limit.Kind, "limit");
        // Its end, from which clean-up is counted.
        await CancelAsync(scenario, limit.Kind, "limit");
        await scenario.StopOperatorAsync();
        scenario.StartOperator(logging: errors, runnerImage: NoImage);
        var neighbour = limit with
        {
            Spec = """{"seed":1,"size":{"preset":"Thumbnail"},"compose":{"atmosphere":{}},"cancel":true}""",
            Kind = "GenerationJob",
        };
        Assert.True(await CreateAsync(scenario, neighbour, "neighbour"));
        await scenario.UntilAsync("neighbour", JobState.Cancelled);
        Assert.Empty(errors.Errors);
        Assert.False(scenario.HasEnded);
        return true;
    }

    private static async Task<bool> TryAsync(ConcurrentBag<string> faults, LimitCase limit, Func<Task<bool>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is not OperationCanceledException || !Cancel.IsCancellationRequested)
        {
            faults.Add($"{limit}: {e.Message}");
            return true;
        }
    }

    /// <summary>False where the server refuses it: a rule between fields says more than the schema.</summary>
    private static async Task<bool> CreateAsync(Scenario scenario, LimitCase limit, string name)
    {
        var json = new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = limit.Kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = scenario.Namespace },
            ["spec"] = JsonNode.Parse(limit.Spec),
        };
        try
        {
            await scenario.Client.CreateAsync(Type(limit.Kind), new Unstructured(json), Cancel);
            return true;
        }
        catch (KubeException e) when (e.Code is 400 or 422)
        {
            return false;
        }
    }

    private static Task<Unstructured> ObservedAsync(Scenario scenario, string kind, string name) =>
        Scenario.UntilAsync(
            () => scenario.Client.GetAsync(Type(kind), new ObjectKey(scenario.Namespace, name), Cancel),
            value =>
                IsObserved(value)
                && value.Json["status"]?["conditions"] is JsonArray conditions
                && conditions.All(c => (string?)c!["type"] != Conditions.InternalError),
            $"the {kind} is observed",
            value => value.Json["status"]?.ToJsonString() ?? "without a status"
        );

    private static bool IsObserved(Unstructured value) =>
        (long?)value.Json["status"]?["observedGeneration"] == (long?)value.Json["metadata"]!["generation"];

    private static async Task CancelAsync(Scenario scenario, string kind, string name)
    {
        if (kind == "AtmosphereProfile")
        {
            return;
        }

        var key = new ObjectKey(scenario.Namespace, name);
        await scenario.Client.MergePatchAsync(
            Type(kind),
            key,
            new JsonObject { ["spec"] = new JsonObject { ["cancel"] = true } },
            Cancel
        );
        await Scenario.UntilAsync(
            () => GetOrNullAsync(scenario, kind, key),
            // With selfAfter: 0s it is deleted at its end; one that is refused, or whose frames are, stays so.
            value =>
                value is null
                || IsObserved(value)
                    && (string?)value.Json["status"]!["state"]
                        is nameof(JobState.Cancelled)
                            or nameof(JobState.Rejected)
                            or nameof(JobState.Failed),
            $"the {kind} is cancelled",
            value => value?.Json["status"]?.ToJsonString() ?? "without a status"
        );
    }

    private static async Task<Unstructured?> GetOrNullAsync(Scenario scenario, string kind, ObjectKey key)
    {
        try
        {
            return await scenario.Client.GetAsync(Type(kind), key, Cancel);
        }
        catch (KubeException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    private static ResourceType<Unstructured> Type(string kind) =>
        new(ApiGroup.Name, ApiGroup.Version, kind, kind.ToLowerInvariant() + "s", true, UnstructuredJson);

    private static JsonTypeInfo<Unstructured> UnstructuredJson { get; } =
        (JsonTypeInfo<Unstructured>)
            new System.Text.Json.JsonSerializerOptions
            {
                TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            }.GetTypeInfo(typeof(Unstructured));
}
