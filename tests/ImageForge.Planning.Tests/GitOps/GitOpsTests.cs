using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.DevCluster.Cel;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Planning.Tests.GitOps;

/// <summary>What Flux and Argo CD make of each state, held against the table in docs/gitops.md.</summary>
public class GitOpsTests
{
    private const string Write = "IMAGEFORGE_WRITE_ARGOCD";

    [Fact]
    public void The_table_names_every_state_and_no_other() =>
        Assert.Equal(States.All.Select(s => s.Name).Distinct().Order(), StateTable.Names.Order());

    [Fact]
    public void Kstatus_makes_of_each_state_what_the_table_says() =>
        Assert.All(
            States.All,
            state => Assert.Equal((state, StateTable.Row(state.Name).Kstatus), (state, Kstatus.Compute(state.Resource)))
        );

    /// <summary>Results of cli-utils' own program.</summary>
    [Theory]
    [InlineData("""{}""", "Current")]
    [InlineData("""{"metadata":{"generation":2},"status":{}}""", "Current")]
    [InlineData("""{"metadata":{"generation":2},"status":{"observedGeneration":1}}""", "InProgress")]
    [InlineData("""{"metadata":{"generation":2},"status":{"observedGeneration":2}}""", "Current")]
    [InlineData("""{"status":{"observedGeneration":1,"conditions":[{"type":"Ready","status":"True"}]}}""", "Current")]
    [InlineData("""{"status":{"conditions":[{"type":"Ready","status":"False"}]}}""", "InProgress")]
    [InlineData("""{"status":{"conditions":[{"type":"Ready","status":"Unknown"}]}}""", "InProgress")]
    [InlineData("""{"status":{"conditions":[{"type":"Stalled","status":"False"}]}}""", "Current")]
    [InlineData(
        """{"status":{"conditions":[{"type":"Ready","status":"True"},{"type":"Stalled","status":"True"}]}}""",
        "Failed"
    )]
    [InlineData(
        """{"status":{"conditions":[{"type":"Stalled","status":"True"},{"type":"Reconciling","status":"True"}]}}""",
        "Failed"
    )]
    [InlineData(
        """{"status":{"conditions":[{"type":"Reconciling","status":"True"},{"type":"Stalled","status":"True"}]}}""",
        "InProgress"
    )]
    [InlineData(
        """{"metadata":{"generation":2,"deletionTimestamp":"2026-05-01T12:00:00Z"},"status":{"observedGeneration":1}}""",
        "Terminating"
    )]
    [InlineData(
        """{"metadata":{"deletionTimestamp":""},"status":{"conditions":[{"type":"Stalled","status":"True"}]}}""",
        "Failed"
    )]
    public void Rules_of_kstatus(string resource, string status) =>
        Assert.Equal(status, Kstatus.Compute(JsonNode.Parse(resource)!.AsObject()));

    [Fact]
    public void Expressions_for_Flux_make_of_each_state_what_the_table_says()
    {
        var checks = Documents(Path.Combine(Checkout.Root, "config", "flux", "studio.yaml"))
            .SelectMany(d => d["spec"]!["healthCheckExprs"]?.AsArray() ?? [])
            .ToDictionary(c => (string)c!["kind"]!, c => c!);
        Assert.Equal(ArgoFiles.Acting.Order(), checks.Keys.Order());
        var states = States.All.Where(s => s.Name != State.Deleting && checks.ContainsKey(s.Kind)).ToList();
        Assert.NotEmpty(states);
        Assert.All(
            states,
            state =>
                Assert.Equal(
                    (state, StateTable.Row(state.Name).Expressions),
                    (state, Evaluate(checks[state.Kind], state.Resource))
                )
        );
    }

    [Fact]
    public void Flux_and_Argo_CD_apply_profiles_before_jobs()
    {
        var studio = Documents(Path.Combine(Checkout.Root, "config", "flux", "studio.yaml"));
        var images = Assert.Single(studio, d => (string?)d["metadata"]!["name"] == "studio-images");
        Assert.Contains("studio-profiles", images["spec"]!["dependsOn"]!.AsArray().Select(d => (string?)d!["name"]));
        var waves = Documents(Path.Combine(ArgoFiles.Root, "waves.yaml"))
            .ToDictionary(
                d => (string)d["kind"]!,
                d => int.Parse((string)d["metadata"]!["annotations"]!["argocd.argoproj.io/sync-wave"]!, null)
            );
        Assert.True(waves["AtmosphereProfile"] < waves["GenerationJob"]);
    }

    [Fact]
    public void Files_for_Argo_CD_are_those_that_the_deciders_and_scripts_give()
    {
        var files = ArgoFiles.Generated();
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            foreach (var (name, content) in files)
            {
                var path = Path.Combine(ArgoFiles.Root, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, content);
            }
        }

        Assert.All(files, file => Assert.Equal(file.Value, ArgoFiles.Read(file.Key)));
        var stored = Directory
            .EnumerateFiles(ArgoFiles.Root, "*.yaml", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "testdata")
            .Select(path => Path.GetRelativePath(ArgoFiles.Root, path));
        Assert.Equal(
            files.Keys.Where(name => name.Contains("/testdata/", StringComparison.Ordinal)).Order(),
            stored.Order()
        );
        // Jobs and storyboards have the same states, and so the same scripts.
        foreach (var script in new[] { "health.lua", "actions/discovery.lua", "actions/action_test.yaml" })
        {
            Assert.Single(
                ArgoFiles.Acting.Select(kind => ArgoFiles.Read($"{ArgoFiles.Folder(kind)}/{script}")).Distinct()
            );
        }
    }

    [Theory]
    [InlineData("GenerationJob")]
    [InlineData("Storyboard")]
    [InlineData("AtmosphereProfile")]
    public async Task Health_script_passes_its_tests(string kind)
    {
        var folder = Path.Combine(ArgoFiles.Root, ArgoFiles.Folder(kind));
        var script = await File.ReadAllTextAsync(
            Path.Combine(folder, "health.lua"),
            TestContext.Current.CancellationToken
        );
        var tests = Documents(Path.Combine(folder, "health_test.yaml"))[0]["tests"]!.AsArray();
        Assert.Equal(ArgoFiles.States.Count(s => s.Kind == kind), tests.Count);
        foreach (var test in tests)
        {
            var path = (string)test!["inputPath"]!;
            var health = await ArgoScript.RunAsync(script, Documents(Path.Combine(folder, path))[0]);
            Same(test["healthStatus"]!, health, path);
        }
    }

    [Theory]
    [InlineData("GenerationJob")]
    [InlineData("Storyboard")]
    public async Task Action_scripts_pass_their_tests(string kind)
    {
        var folder = Path.Combine(ArgoFiles.Root, ArgoFiles.Folder(kind), "actions");
        var tests = Documents(Path.Combine(folder, "action_test.yaml"))[0];
        var discovery = await ScriptAsync("discovery.lua");
        foreach (var test in tests["discoveryTests"]!.AsArray())
        {
            var path = (string)test!["inputPath"]!;
            var found = await ArgoScript.RunAsync(discovery, Documents(Path.Combine(folder, path))[0]);
            // Lua writes an empty table as a list.
            var actions = new JsonArray();
            foreach (var (name, action) in (found as JsonObject ?? []).OrderBy(a => a.Key, StringComparer.Ordinal))
            {
                var listed = new JsonObject { ["name"] = name };
                foreach (var (key, value) in action!.AsObject())
                {
                    listed[key] = value!.DeepClone();
                }

                actions.Add(listed);
            }

            Same(test["result"]!, actions, path);
        }

        foreach (var test in tests["actionTests"]!.AsArray())
        {
            var script = await ScriptAsync($"{test!["action"]}/action.lua");
            var input = Documents(Path.Combine(folder, (string)test["inputPath"]!))[0];
            var expected = Documents(Path.Combine(folder, (string)test["expectedOutputPath"]!))[0];
            Same(expected, await ArgoScript.ActAsync(script, input), $"{test["action"]} {test["inputPath"]}");
        }

        Task<string> ScriptAsync(string name) =>
            File.ReadAllTextAsync(Path.Combine(folder, name), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("return {found = string.format('a')}")]
    [InlineData("return {found = ('a'):upper()}")]
    [InlineData("return {found = io.open('/etc/passwd')}")]
    [InlineData("return {found = os.getenv('HOME')}")]
    [InlineData("return {found = math.floor(1)}")]
    [InlineData("return {")]
    public async Task Scripts_have_only_what_Argo_CD_opens(string script) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => ArgoScript.RunAsync(script, []));

    private static string Evaluate(JsonNode check, JsonObject resource)
    {
        // Flux looks at the generation first, then at the expressions in this order.
        if ((long?)resource["status"]!["observedGeneration"] != (long?)resource["metadata"]!["generation"])
        {
            return "InProgress";
        }

        var fields = resource.ToDictionary(m => m.Key, m => CelJson.ToValue(m.Value));
        return Holds("inProgress") ? "InProgress"
            : Holds("failed") ? "Failed"
            : Holds("current") ? "Current"
            : "InProgress";

        bool Holds(string name)
        {
            if ((string?)check[name] is not { } expression)
            {
                return false;
            }

            var budget = CelEvaluator.DefaultBudget;
            return Assert.IsType<CelBool>(CelEvaluator.Evaluate(CelParser.Parse(expression), fields, ref budget)).Value;
        }
    }

    private static void Same(JsonNode expected, JsonNode? actual, string what) =>
        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"{what}: {expected.ToJsonString()} was expected, {actual?.ToJsonString()} found"
        );

    private static IReadOnlyList<JsonObject> Documents(string path) =>
        [.. YamlReader.Read(File.ReadAllText(path)).Select(d => d.Value!.AsObject())];
}
