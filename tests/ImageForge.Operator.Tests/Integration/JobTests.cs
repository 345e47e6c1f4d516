using System.Security.Cryptography;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Kube;
using ImageForge.Operator.Controllers;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

public class JobTests(ClusterFixture cluster)
{
    [Fact]
    public async Task Applied_job_becomes_a_stored_picture()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync("market", Scenario.Rain);

        var job = await scenario.UntilAsync("market", JobState.Completed);

        var artifact = Assert.Single(job.Status!.Artifacts!);
        var bytes = await File.ReadAllBytesAsync(scenario.Stored(artifact.Key), TestContext.Current.CancellationToken);
        Assert.Equal(artifact.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal(artifact.Bytes, bytes.Length);
        Assert.True(File.Exists(scenario.Stored(job.Status.Manifest!.Key)));
        Assert.Equal("True", job.Status.Conditions!.Single(c => c.Type == Conditions.Ready).Status);
        Assert.Equal(job.Metadata.Generation, job.Status.ObservedGeneration);
        Assert.Equal("file://" + scenario.Stored(artifact.Key), artifact.Url);
        var events = await Scenario.UntilAsync(
            () => scenario.ListAsync(CoreResources.Events),
            found => found.Any(e => e.Reason == Reasons.Completed && e.Regarding?.Name == "market"),
            "the end is an event"
        );
        Assert.Contains(events, e => e.Reason == Reasons.Queued);
    }

    [Fact]
    public async Task Job_waits_for_its_profile_and_goes_on_when_it_appears()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync(
            "harbour",
            """{"seed":1,"size":{"preset":"Thumbnail"},"compose":{"atmosphere":{"profileRef":{"name":"monsoon"}}}}"""
        );
        var waiting = await scenario.UntilAsync("harbour", JobState.Pending);
        Assert.Equal(
            Reasons.ProfileNotFound,
            waiting.Status!.Conditions!.Single(c => c.Type == Conditions.Accepted).Reason
        );

        await scenario.ProfileAsync("monsoon", """{"camera":{"colorTemp":7000}}""");
        await scenario.UntilAsync("harbour", JobState.Completed);

        var profile = await Scenario.UntilAsync(
            () =>
                scenario.Client.GetAsync(
                    ApiResources.AtmosphereProfiles,
                    new ObjectKey(scenario.Namespace, "monsoon"),
                    CancellationToken.None
                ),
            p => p.Status is { Jobs: 0, Hash: not null },
            "the profile has no users left"
        );
        Assert.Equal("True", profile.Status!.Conditions!.Single(c => c.Type == Conditions.Ready).Status);
    }

    [Fact]
    public async Task Suspended_job_goes_on_where_it_stopped()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        var job = await scenario.ApplyAsync("long", Long);
        await scenario.RunningPodAsync(job.Metadata.Uid!);
        await scenario.PatchSpecAsync("long", """{"suspend":true}""");
        await scenario.UntilAsync("long", JobState.Suspended);
        await Scenario.UntilAsync(
            () => scenario.ListAsync(CoreResources.Jobs),
            jobs => jobs.Count == 0,
            "the Job is gone"
        );

        await scenario.PatchSpecAsync("long", """{"suspend":false}""");
        Assert.Equal(4, (await scenario.UntilAsync("long", JobState.Completed)).Status!.Artifacts!.Count);
    }

    [Fact]
    public async Task Cancelled_job_ends_and_its_pod_goes()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        var job = await scenario.ApplyAsync("cancelled", Long);
        await scenario.RunningPodAsync(job.Metadata.Uid!);
        await scenario.PatchSpecAsync("cancelled", """{"cancel":true}""");
        await scenario.UntilAsync("cancelled", JobState.Cancelled);
        await Scenario.UntilAsync(
            () => scenario.ListAsync(CoreResources.Pods),
            pods => pods.Count == 0,
            "the pod is gone"
        );
    }

    [Fact]
    public async Task Job_that_is_deleted_while_it_runs_is_forgotten()
    {
        JobReconciler? reconciler = null;
        await using var scenario = await Scenario.StartAsync(cluster, withOperator: false);
        scenario.StartOperator(intercept: inner =>
        {
            reconciler = inner as JobReconciler ?? reconciler;
            return inner;
        });
        await scenario.ApplyAsync("forgotten", Long);
        await Scenario.UntilAsync(
            () => Task.FromResult(reconciler?.Remembered ?? 0),
            remembered => remembered == 1,
            "its progress is remembered"
        );
        await scenario.Client.DeleteAsync(
            ApiResources.GenerationJobs,
            new ObjectKey(scenario.Namespace, "forgotten"),
            CancellationToken.None
        );
        await Scenario.UntilAsync(
            () => Task.FromResult(reconciler!.Remembered),
            remembered => remembered == 0,
            "it is forgotten"
        );
    }

    [Fact]
    public async Task Deleted_job_leaves_no_children()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync("gone", Scenario.Rain);
        await scenario.UntilAsync("gone", JobState.Completed);
        await scenario.Client.DeleteAsync(
            ApiResources.GenerationJobs,
            new ObjectKey(scenario.Namespace, "gone"),
            CancellationToken.None
        );
        await Scenario.UntilAsync(
            async () =>
                (await scenario.ListAsync(CoreResources.Jobs)).Count
                + (await scenario.ListAsync(CoreResources.Pods)).Count
                + (await scenario.ListAsync(CoreResources.ConfigMaps)).Count(m =>
                    m.Metadata.Name != "kube-root-ca.crt"
                ),
            left => left == 0,
            "nothing is left"
        );
    }

    [Fact]
    public async Task Nothing_is_written_at_rest_nor_by_a_restart()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync("rest", Scenario.Rain);
        await scenario.UntilAsync("rest", JobState.Completed);
        await Scenario.UntilAsync(
            () => scenario.ListAsync(CoreResources.Events),
            found => found.Any(e => e.Reason == Reasons.Completed && e.Regarding?.Kind == "GenerationJob"),
            "the end is an event"
        );
        var version = (await scenario.JobAsync("rest")).Metadata.ResourceVersion;
        await scenario.StopOperatorAsync();
        scenario.StartOperator();
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        Assert.Equal(version, (await scenario.JobAsync("rest")).Metadata.ResourceVersion);
        Assert.Equal(
            2,
            (await scenario.ListAsync(CoreResources.Events)).Count(e => e.Regarding?.Kind == "GenerationJob")
        );
    }

    [Fact]
    public async Task Storyboard_becomes_frames_and_a_contact_sheet()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.BoardAsync(
            "chase",
            """
            {"scene":"Rain falls on the tram at night. Lanterns glow over the market!","frames":2,"genre":"noir",
             "template":{"seed":3,"size":{"preset":"Thumbnail"}}}
            """
        );

        var board = await Scenario.UntilAsync(
            () =>
                scenario.Client.GetAsync(
                    ApiResources.Storyboards,
                    new ObjectKey(scenario.Namespace, "chase"),
                    CancellationToken.None
                ),
            b => b.Status?.State is JobState.Completed or JobState.Failed or JobState.Rejected,
            "the storyboard ends",
            b => $"{b.Status?.State}: {b.Status?.FramesDone}"
        );

        var ready = board.Status!.Conditions!.Single(c => c.Type == Conditions.Ready);
        Assert.True(ready.Status == "True", ready.Message);
        Assert.Equal("2/2", board.Status.FramesDone);
        Assert.All(board.Status.Frames!, f => Assert.True(File.Exists(scenario.Stored(f.Artifact!.Key))));
        Assert.NotEqual(board.Status.Frames![0].Artifact!.Sha256, board.Status.Frames[1].Artifact!.Sha256);
        Assert.True(File.Exists(scenario.Stored(board.Status.ContactSheet!.Key)));
    }

    internal const string Long = """
        {"seed":7,"variants":4,"size":{"preset":"Banner"},
         "compose":{"signals":[{"category":"weather","tag":"rain","score":-0.8}],"atmosphere":{}}}
        """;
}
