using System.Text.RegularExpressions;
using ImageForge.Integration.Tests.Tools;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace ImageForge.Integration.Tests.Images;

/// <summary>The workflows on GitHub, as far as they can be judged without running them.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows =>
        [.. Directory.GetFiles(Repository.File(".github", "workflows"), "*.yml").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_of_others_are_pinned_to_a_commit_with_its_version(string workflow)
    {
        foreach (var line in Lines(workflow).Where(l => l.Contains("uses:", StringComparison.Ordinal)))
        {
            Assert.Matches(
                @"uses: (\./\.github/workflows/\w+\.yml|[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$",
                line
            );
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void A_workflow_may_read_the_source_and_only_jobs_may_do_more(string workflow)
    {
        var root = Parse(workflow);
        var permissions = (YamlMappingNode)root["permissions"];
        Assert.Equal("contents: read", Assert.Single(permissions.Select(p => $"{p.Key}: {p.Value}")));
        Assert.DoesNotContain("write-all", string.Join('\n', Lines(workflow)), StringComparison.Ordinal);
        Assert.DoesNotContain("pull_request_target", string.Join('\n', Lines(workflow)), StringComparison.Ordinal);
    }

    /// <summary>A job that runs steps can't run for hours, and leaves no credentials in the checkout.</summary>
    [Theory]
    [MemberData(nameof(Workflows))]
    public void Checkouts_keep_no_credentials(string workflow)
    {
        foreach (var (_, job) in Jobs(workflow).Where(j => j.Job.Children.ContainsKey("steps")))
        {
            foreach (var step in (YamlSequenceNode)job["steps"])
            {
                if (
                    ((YamlMappingNode)step).Children.TryGetValue("uses", out var uses)
                    && uses.ToString().StartsWith("actions/checkout@", StringComparison.Ordinal)
                )
                {
                    Assert.Equal("false", step["with"]["persist-credentials"].ToString());
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Make_targets_scripts_and_workflows_exist(string workflow)
    {
        string[] targets = [.. File.ReadLines(Repository.File("Makefile")).Select(l => l.Split(':')[0])];
        var text = string.Join('\n', Lines(workflow));
        Assert.All(MakeTarget().Matches(text), m => Assert.Contains(m.Groups[1].Value, targets));
        Assert.All(Script().Matches(text), m => Assert.True(File.Exists(Repository.File(m.Groups[1].Value)), m.Value));
    }

    /// <summary>What release.yml calls gets no more rights than it gives.</summary>
    [Fact]
    public void A_called_workflow_asks_for_the_permissions_that_its_caller_gives()
    {
        foreach (var (_, job) in Jobs("release.yml").Where(j => j.Job.Children.ContainsKey("uses")))
        {
            var called = Path.GetFileName(job["uses"].ToString());
            var asked = Jobs(called)
                .SelectMany(j => j.Job.Children.TryGetValue("permissions", out var p) ? (YamlMappingNode)p : [])
                .Select(p => $"{p.Key}: {p.Value}")
                .Append("contents: read")
                .Distinct();
            Assert.Equal(
                asked.Order(StringComparer.Ordinal),
                ((YamlMappingNode)job["permissions"]).Select(p => $"{p.Key}: {p.Value}").Order(StringComparer.Ordinal)
            );
        }
    }

    private static IEnumerable<(string Name, YamlMappingNode Job)> Jobs(string workflow) =>
        ((YamlMappingNode)Parse(workflow)["jobs"]).Select(j => (j.Key.ToString(), (YamlMappingNode)j.Value));

    private static YamlMappingNode Parse(string workflow)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Repository.File(".github", "workflows", workflow));
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static string[] Lines(string workflow) =>
        File.ReadAllLines(Repository.File(".github", "workflows", workflow));

    [GeneratedRegex(@"run: make (?:-s )?([\w-]+)")]
    private static partial Regex MakeTarget();

    [GeneratedRegex(@"run: ((?:config|\.ci|tests)/[\w./-]+)")]
    private static partial Regex Script();
}
