using FsCheck;
using FsCheck.Fluent;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Statuses;
using Xunit;

namespace ImageForge.Planning.Tests.Jobs;

/// <summary>What holds whatever happens to a job, in whatever order.</summary>
public class JobDeciderProperties
{
    private static readonly string[] Steps =
    [
        "start",
        "block",
        "succeed",
        "garbage",
        "kill",
        "refuse",
        "exhaust",
        "end",
        "notice",
        "oom",
        "deadline",
        "evict",
        "suspend",
        "resume",
        "cancel",
        "delete-job",
        "delete-map",
        "complete-unseen",
        "progress",
        "wait",
    ];

    [Fact]
    public void Every_reachable_state_is_at_rest_well_formed_and_never_goes_back() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(14),
            Prop.ForAll(
                Gen.Elements(Steps).ListOf().ToArbitrary(),
                steps =>
                {
                    var world = new World();
                    world.Settle();
                    foreach (var step in steps)
                    {
                        var before = world.Status;
                        Happen(world, step);
                        // Settle itself checks that a second decision asks for nothing more.
                        world.Settle();
                        WellFormed(world);
                        Forward(before, world.Status);
                    }
                }
            )
        );

    [Fact]
    public void Crash_after_any_action_of_any_plan_changes_nothing_of_the_outcome()
    {
        for (var crashes = 0; crashes < 6; crashes++)
        {
            var world = new World();
            world.Settle(crashAfter: crashes);
            world.StartPod();
            world.Settle(crashAfter: crashes);
            world.EndPod(0);
            world.Settle(crashAfter: crashes);
            Assert.Equal(JobState.Completed, world.Status.State);
            Assert.Equal(1, world.Status.Attempt);
            Assert.Single(world.Children);
            Assert.Single(world.ConfigMaps);
        }
    }

    private static void WellFormed(World world)
    {
        var status = world.Status;
        var conditions = status.Conditions!;
        Assert.Equal(conditions.Count, conditions.DistinctBy(c => c.Type).Count());
        Assert.All(
            conditions,
            c =>
            {
                Assert.Contains(c.Status, new[] { "True", "False", "Unknown" });
                Assert.Matches("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$", c.Reason);
                Assert.True(c.Message.Length is > 0 and <= 1024);
                Assert.Equal(world.Job.Metadata.Generation, c.ObservedGeneration);
                Assert.True(c.LastTransitionTime <= world.Now);
            }
        );
        Assert.Equal(world.Job.Metadata.Generation, status.ObservedGeneration);
        var ready = world.Condition(Conditions.Ready);
        var stalled = world.Condition(Conditions.Stalled) == "True";
        var reconciling = world.Condition(Conditions.Reconciling) == "True";
        // kstatus: exactly one of done, failed and under way; a suspended job is none of them.
        var expected = status.State switch
        {
            JobState.Completed => ("True", false, false),
            JobState.Failed or JobState.Cancelled or JobState.Rejected => ("False", true, false),
            JobState.Suspended => ("False", false, false),
            _ => ("False", false, true),
        };
        Assert.Equal(expected, (ready, stalled, reconciling));
        Assert.Equal(JobStates.IsTerminal(status.State), status.CompletionTime is not null);
        Assert.True(status.State != JobState.Completed || status.Artifacts is { Count: > 0 });
    }

    private static void Forward(
        Api.GenerationJobs.GenerationJobStatus before,
        Api.GenerationJobs.GenerationJobStatus after
    )
    {
        if (JobStates.IsTerminal(before.State))
        {
            Assert.Equal(before.State, after.State);
            Assert.Equal(before.CompletionTime, after.CompletionTime);
            Assert.Equal(before.Artifacts, after.Artifacts);
        }

        Assert.True(after.ObservedGeneration >= before.ObservedGeneration);
        Assert.True((after.Attempt ?? 1) >= (before.Attempt ?? 1));
        if (before.State == JobState.Running && after.State == JobState.Running && before.Attempt == after.Attempt)
        {
            Assert.True(after.Progress!.Percent >= before.Progress!.Percent);
        }
    }

    private static void Happen(World world, string step)
    {
        world.Now = world.Now.AddSeconds(1);
        var hasChild = world.Children.Count == 1;
        var runs = hasChild && world.Pods.LastOrDefault()?.Status?.Phase == "Running";
        switch (step)
        {
            case "start" when hasChild && world.Child.Status?.Conditions is null:
                world.StartPod();
                break;
            case "block" when hasChild && !runs && world.Child.Status?.Conditions is null:
                world.Wait("ImagePullBackOff", "no such image");
                break;
            case "succeed" when runs && world.ConfigMaps.Count == 1:
                world.EndPod(0);
                break;
            case "garbage" when runs:
                world.EndPod(0, text: "{");
                break;
            case "kill" when runs:
                world.EndPod(137);
                world.CountFailure();
                break;
            case "refuse" when runs:
                world.EndPod(3);
                world.CountFailure("PodFailurePolicy");
                break;
            case "exhaust" when runs:
                world.EndPod(1);
                world.CountFailure("BackoffLimitExceeded");
                break;
            case "end" when runs:
                world.EndPod(1);
                break;
            case "notice" when hasChild && world.Child.Status is { Active: > 0 } && !runs && world.Pods.Count > 0:
                world.CountFailure();
                break;
            case "oom" when runs:
                world.EndPod(137, reason: "OOMKilled");
                break;
            case "deadline" when runs:
                world.PassDeadline();
                break;
            case "evict" when runs:
                world.Evict();
                world.NoticeDisruption();
                break;
            case "suspend":
                world.Spec(s => s with { Suspend = true });
                break;
            case "resume":
                world.Spec(s => s with { Suspend = false });
                break;
            case "cancel":
                world.Spec(s => s with { Cancel = true });
                break;
            case "delete-job":
                world.Children.Clear();
                world.Pods.Clear();
                break;
            case "delete-map":
                world.ConfigMaps.Clear();
                break;
            case "complete-unseen" when hasChild:
                world.Pods.Clear();
                world.Complete();
                break;
            case "progress" when runs && world.ConfigMaps.Count == 1:
                world.Progress = new Progress
                {
                    PlanHash = world.RunPlan.PlanHash,
                    Stage = Stage.Generating,
                    Percent = (int)(world.Now.ToUnixTimeSeconds() % 60),
                    VariantsDone = 0,
                    VariantsTotal = 1,
                };
                break;
            case "wait":
                world.Now = world.Now.AddSeconds(15);
                break;
        }
    }
}
