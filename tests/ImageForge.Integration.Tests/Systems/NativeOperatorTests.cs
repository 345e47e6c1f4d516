using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Planning.Naming;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>The operator is native code; what it writes is what the same code writes as a library.</summary>
public sealed class NativeOperatorTests(InstalledSystem system)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Plans_of_the_samples_have_the_bytes_and_the_hash_of_the_library()
    {
        var kubectl = await system.KubectlAsync("native-operator");
        (await kubectl.RunAsync($"apply -f {Path.Combine(Repository.Root, "config/samples")}")).Succeeded();
        var begun = TimeProvider.System.GetTimestamp();
        HashSet<string> names;
        while ((names = await NamesAsync("get generationjobs -o json", job => job["status"]?["jobName"])).Contains(""))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, "not all jobs have a plan");
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.True(names.Count >= 6, $"{names.Count} jobs");
        var maps = Items(await kubectl.RunAsync("get configmaps -o json"))
            .Where(map => names.Contains((string)map["metadata"]!["name"]!))
            .ToList();
        Assert.Equal(names.Count, maps.Count);
        foreach (var map in maps)
        {
            var json = (string)map["data"]!["plan.json"]!;
            var plan = JsonSerializer.Deserialize(json, ContractsJson.Of<RunPlan>())!;
            Assert.Equal(JsonSerializer.Serialize(plan, ContractsJson.Of<RunPlan>()), json);
            Assert.Equal(PlanHasher.Hash(plan.Work), plan.PlanHash);
            Assert.Equal(ChildNames.Of(plan), (string)map["metadata"]!["name"]!);
        }

        (await kubectl.RunAsync("delete generationjobs,storyboards,atmosphereprofiles --all")).Succeeded();

        async Task<HashSet<string>> NamesAsync(string command, Func<JsonNode, JsonNode?> name) =>
            [.. Items(await kubectl.RunAsync(command)).Select(item => (string?)name(item) ?? "")];

        static IEnumerable<JsonNode> Items(ProgramResult list)
        {
            list.Succeeded();
            return JsonNode.Parse(list.Output)!["items"]!.AsArray().OfType<JsonNode>();
        }
    }
}
