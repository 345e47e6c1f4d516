using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>Jobs that wait for images of others: who is waited for wakes them, and nobody waits for ever.</summary>
public class WaitingTests(ClusterFixture cluster)
{
    private const string Plain = """{"seed":1,"size":{"preset":"Thumbnail"},"compose":{}}""";

    [Fact]
    public async Task Job_is_woken_by_the_job_whose_image_its_profile_uses()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ProfileAsync(
            "monsoon",
            """{"overlays":[{"category":"weather","tag":"rain","image":{"artifact":{"jobName":"sea"}}}]}"""
        );
        await scenario.ApplyAsync(
            "user",
            """
            {"seed":1,"size":{"preset":"Thumbnail"},
             "compose":{"signals":[{"category":"weather","tag":"rain","score":-0.8}],
                        "atmosphere":{"profileRef":{"name":"monsoon"}}}}
            """
        );
        await UntilAcceptedAsync(scenario, "user", Reasons.WaitingForArtifact);
        await scenario.ApplyAsync("sea", Plain);
        await scenario.UntilAsync("user", JobState.Completed);
    }

    [Fact]
    public async Task Jobs_that_wait_for_each_other_are_refused_and_go_on_when_one_of_them_does_not_any_more()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync("a", Using("b"));
        await scenario.ApplyAsync("b", Using("c"));
        await UntilAcceptedAsync(scenario, "a", Reasons.WaitingForArtifact);
        await scenario.ApplyAsync("c", Using("a"));
        Assert.Contains(
            "a → b → c → a",
            await UntilAcceptedAsync(scenario, "a", Reasons.ArtifactCycle),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "b → c → a → b",
            await UntilAcceptedAsync(scenario, "b", Reasons.ArtifactCycle),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "c → a → b → c",
            await UntilAcceptedAsync(scenario, "c", Reasons.ArtifactCycle),
            StringComparison.Ordinal
        );

        await scenario.Client.DeleteAsync(
            ApiResources.GenerationJobs,
            new ObjectKey(scenario.Namespace, "c"),
            CancellationToken.None
        );
        await UntilAcceptedAsync(scenario, "a", Reasons.WaitingForArtifact);
        await UntilAcceptedAsync(scenario, "b", Reasons.WaitingForArtifact);
        await scenario.ApplyAsync("c", Plain);
        await scenario.UntilAsync("a", JobState.Completed);
    }

    [Fact]
    public async Task Job_that_waits_for_itself_through_its_profile_is_refused_until_the_profile_changes()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ProfileAsync(
            "mirror",
            """{"overlays":[{"category":"weather","tag":"rain","image":{"artifact":{"jobName":"self"}}}]}"""
        );
        await scenario.ApplyAsync(
            "self",
            """
            {"seed":1,"size":{"preset":"Thumbnail"},
             "compose":{"signals":[{"category":"weather","tag":"rain","score":-0.8}],
                        "atmosphere":{"profileRef":{"name":"mirror"}}}}
            """
        );
        Assert.Contains(
            "self → self",
            await UntilAcceptedAsync(scenario, "self", Reasons.ArtifactCycle),
            StringComparison.Ordinal
        );
        await scenario.ProfileAsync("mirror", """{"camera":{"fov":35}}""");
        await scenario.UntilAsync("self", JobState.Completed);
    }

    [Fact]
    public async Task Storyboard_whose_frames_wait_for_one_of_them_is_refused_until_the_cycle_is_broken()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync("x", Using("chase-f02"));
        await scenario.BoardAsync(
            "chase",
            """
            {"shots":[{"text":"A tram leaves."},{"text":"Rain."}],"concurrency":1,
             "template":{"seed":3,"size":{"preset":"Thumbnail"},
                         "compose":{"background":{"image":{"artifact":{"jobName":"x"}}}}}}
            """
        );
        await UntilBoardAsync(scenario, JobState.Rejected);
        await scenario.Client.DeleteAsync(
            ApiResources.GenerationJobs,
            new ObjectKey(scenario.Namespace, "x"),
            CancellationToken.None
        );
        await scenario.ApplyAsync("x", Plain);
        await UntilBoardAsync(scenario, JobState.Completed);
    }

    [Fact]
    public async Task Storyboard_is_woken_when_the_job_of_somebody_else_with_a_frame_s_name_is_gone()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync("chase-f01", Using("nobody"));
        await scenario.BoardAsync(
            "chase",
            """{"shots":[{"text":"Rain."}],"template":{"size":{"preset":"Thumbnail"}}}"""
        );
        await UntilBoardAsync(scenario, JobState.Rejected);
        await scenario.Client.DeleteAsync(
            ApiResources.GenerationJobs,
            new ObjectKey(scenario.Namespace, "chase-f01"),
            CancellationToken.None
        );
        await UntilBoardAsync(scenario, JobState.Completed);
    }

    private static string Using(string job) =>
        new JsonObject
        {
            ["size"] = new JsonObject { ["preset"] = "Thumbnail" },
            ["compose"] = new JsonObject
            {
                ["background"] = new JsonObject
                {
                    ["image"] = new JsonObject { ["artifact"] = new JsonObject { ["jobName"] = job } },
                },
            },
        }.ToJsonString();

    private static Task<Storyboard> UntilBoardAsync(Scenario scenario, JobState state) =>
        Scenario.UntilAsync(
            () =>
                scenario.Client.GetAsync(
                    ApiResources.Storyboards,
                    new ObjectKey(scenario.Namespace, "chase"),
                    CancellationToken.None
                ),
            board => board.Status?.State == state,
            $"the storyboard is {state}",
            board => $"{board.Status?.State}"
        );

    /// <summary>The message of the condition Accepted once it has this reason.</summary>
    private static async Task<string> UntilAcceptedAsync(Scenario scenario, string job, string reason)
    {
        var found = await Scenario.UntilAsync(
            () => scenario.JobAsync(job),
            j => j.Status?.Conditions?.FirstOrDefault(c => c.Type == Conditions.Accepted)?.Reason == reason,
            $"{job} is {reason}",
            j => $"{j.Status?.State}"
        );
        return found.Status!.Conditions!.Single(c => c.Type == Conditions.Accepted).Message;
    }
}
