using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Pods;
using Xunit;

namespace ImageForge.Planning.Tests.Jobs;

public class JobDeciderTests
{
    private const string WithProfile = """
        {"compose":{"signals":[{"category":"weather","tag":"rain","score":-0.8}],
          "atmosphere":{"profileRef":{"name":"monsoon"}}}}
        """;

    [Fact]
    public void New_job_is_accepted_and_queued_in_one_step()
    {
        var world = new World();
        Assert.Equal(2, world.Settle().Children.Count);
        Assert.Equal(JobState.Queued, world.Status.State);
        Assert.Equal(world.Child.Metadata.Name, world.Status.JobName);
        Assert.Equal(world.RunPlan.PlanHash, world.Status.PlanHash);
        Assert.Equal("True", world.Condition(Conditions.Accepted));
        Assert.Equal("True", world.Condition(Conditions.Reconciling));
        Assert.Equal("False", world.Condition(Conditions.Ready));
        Assert.Null(world.Condition(Conditions.Stalled));
        Assert.Equal(1, world.Status.ObservedGeneration);
        Assert.Equal(10, world.Status.Progress!.Percent);
        Assert.Equal("0/1", world.Status.Images);
    }

    [Fact]
    public void Job_runs_to_its_end_with_two_events()
    {
        var world = Running();
        Assert.Equal(JobState.Running, world.Status.State);
        Assert.Equal(world.Now, world.Status.StartTime);

        world.Now = world.Now.AddSeconds(3);
        world.EndPod(0);
        world.Settle();

        Assert.Equal(JobState.Completed, world.Status.State);
        Assert.Equal("True", world.Condition(Conditions.Ready));
        Assert.Null(world.Condition(Conditions.Reconciling));
        Assert.Null(world.Condition(Conditions.Stalled));
        Assert.Equal(100, world.Status.Progress!.Percent);
        Assert.Equal("1/1", world.Status.Images);
        Assert.Equal(0, world.Status.Cost!.ChargedCents);
        var artifact = Assert.Single(world.Status.Artifacts!);
        Assert.Equal(world.RunPlan.Delivery.Keys[0], artifact.Key);
        Assert.Equal(world.Status.Seed, artifact.Seed);
        Assert.True(artifact.Primary);
        Assert.Equal(artifact.Key, world.Status.PrimaryArtifact);
        Assert.Equal(world.Now, world.Status.CompletionTime);
        Assert.Equal([Reasons.Queued, Reasons.Completed], world.Events.Select(e => e.Reason));
    }

    [Fact]
    public void Missing_profile_is_waited_for_and_the_job_goes_on_when_it_appears()
    {
        var world = new World(WithProfile);
        world.Settle();
        Assert.Equal(JobState.Pending, world.Status.State);
        Assert.Equal(Reasons.ProfileNotFound, world.Get(Conditions.Accepted).Reason);
        Assert.Equal("False", world.Condition(Conditions.Accepted));
        Assert.Equal("True", world.Condition(Conditions.Reconciling));
        Assert.Contains("monsoon", world.Get(Conditions.Ready).Message, StringComparison.Ordinal);
        Assert.Empty(world.Children);

        world.Profile = Given.Profile("""{"camera":{"fov":35}}""");
        world.Settle();
        Assert.Equal(JobState.Queued, world.Status.State);
        Assert.NotNull(world.Status.ProfileHash);
        Assert.Equal("True", world.Condition(Conditions.Accepted));
    }

    [Fact]
    public void Profile_that_changes_later_changes_nothing_for_an_accepted_job()
    {
        var world = new World(WithProfile) { Profile = Given.Profile("{}") };
        world.Settle();
        var hash = world.Status.PlanHash;
        world.Profile = Given.Profile("""{"camera":{"fov":100}}""");
        Assert.Empty(world.Settle().Children);
        world.Profile = null;
        Assert.Empty(world.Settle().Children);
        Assert.Equal(hash, world.Status.PlanHash);
        Assert.Equal(JobState.Queued, world.Status.State);
    }

    [Fact]
    public void Refused_job_is_stalled_and_has_no_children()
    {
        var world = new World("""{"compose":{},"polish":{"backend":"Stability"}}""");
        world.Settle();
        Assert.Equal(JobState.Rejected, world.Status.State);
        Assert.Equal("True", world.Condition(Conditions.Stalled));
        Assert.Equal("False", world.Condition(Conditions.Ready));
        Assert.Null(world.Condition(Conditions.Reconciling));
        Assert.Contains("spec.polish.backend", world.Get(Conditions.Accepted).Message, StringComparison.Ordinal);
        Assert.Empty(world.Children);
        Assert.True(Assert.Single(world.Events).Warning);
    }

    [Fact]
    public void Suspended_from_the_start_starts_nothing_and_goes_on_later()
    {
        var world = new World("""{"compose":{},"suspend":true}""");
        world.Settle();
        Assert.Equal(JobState.Suspended, world.Status.State);
        Assert.Equal("True", world.Condition(Conditions.Accepted));
        Assert.Empty(world.Children);
        world.Spec(s => s with { Suspend = false });
        world.Settle();
        Assert.Equal(JobState.Queued, world.Status.State);
        Assert.Equal(2, world.Status.ObservedGeneration);
        Assert.Single(world.Children);
    }

    [Fact]
    public void Suspending_a_running_job_deletes_its_Job_and_keeps_its_plan()
    {
        var world = Running();
        var name = world.Child.Metadata.Name;
        world.Spec(s => s with { Suspend = true });
        world.Settle();
        Assert.Empty(world.Children);
        Assert.Single(world.ConfigMaps);
        Assert.Equal(JobState.Suspended, world.Status.State);
        Assert.Null(world.Condition(Conditions.Reconciling));

        world.Spec(s => s with { Suspend = false });
        world.Settle();
        Assert.Equal(name, world.Child.Metadata.Name);
        Assert.Equal(JobState.Queued, world.Status.State);
    }

    [Fact]
    public void Result_that_arrives_while_suspended_counts()
    {
        var world = Running();
        world.EndPod(0);
        world.Spec(s => s with { Suspend = true });
        world.Settle();
        Assert.Equal(JobState.Completed, world.Status.State);
    }

    [Fact]
    public void Cancel_deletes_the_Job_and_is_final()
    {
        var world = Running();
        world.Spec(s => s with { Cancel = true });
        world.Settle();
        Assert.Empty(world.Children);
        Assert.Equal(JobState.Cancelled, world.Status.State);
        Assert.Equal("True", world.Condition(Conditions.Stalled));
        Assert.Equal(ProgressStage.Cancelled, world.Status.Progress!.Stage);
        Assert.NotNull(world.Status.CompletionTime);
        Assert.Equal(2, world.Status.ObservedGeneration);
    }

    [Fact]
    public void Cancel_before_anything_ran_starts_nothing()
    {
        var world = new World("""{"compose":{},"cancel":true}""");
        world.Settle();
        Assert.Equal(JobState.Cancelled, world.Status.State);
        Assert.Empty(world.Children);
        Assert.Empty(world.ConfigMaps);
    }

    [Fact]
    public void Failed_attempt_is_retried_and_counted()
    {
        var world = Running();
        world.EndPod(137);
        world.NoticeFailure();
        world.Settle();
        Assert.Equal(JobState.Retrying, world.Status.State);
        Assert.Equal(2, world.Status.Attempt);
        world.FinishFailure();
        world.Settle();
        Assert.Equal(2, world.Status.Attempt);
        world.StartPod();
        world.Settle();
        Assert.Equal(JobState.Running, world.Status.State);
        Assert.Equal(2, world.Status.Attempt);
        world.EndPod(0);
        world.Settle();
        Assert.Equal(JobState.Completed, world.Status.State);
        Assert.Equal(2, world.Status.Attempt);
    }

    [Theory]
    [InlineData(2, RunErrorReason.ModelUnusable)]
    [InlineData(3, RunErrorReason.Refused)]
    public void Nothing_is_said_of_another_attempt_where_none_follows(int code, RunErrorReason error)
    {
        var world = Running();
        world.EndPod(code, Error(world, error));
        world.Settle();
        Assert.Equal(JobState.Running, world.Status.State);
        Assert.Equal(1, world.Status.Attempt);
        world.CountFailure("PodFailurePolicy");
        world.Settle();
        Assert.Equal(JobState.Failed, world.Status.State);
        Assert.Equal(1, world.Status.Attempt);
    }

    [Theory]
    [InlineData("BackoffLimitExceeded", 1, RunErrorReason.Internal, Reasons.RetriesExhausted)]
    [InlineData("BackoffLimitExceeded", 1, RunErrorReason.StoreUnreachable, Reasons.StoreUnreachable)]
    [InlineData("PodFailurePolicy", 2, RunErrorReason.PlanInvalid, Reasons.BadInput)]
    [InlineData("PodFailurePolicy", 2, RunErrorReason.InputMissing, Reasons.InputMissing)]
    [InlineData("PodFailurePolicy", 2, RunErrorReason.InputUnreadable, Reasons.InputUnreadable)]
    [InlineData("BackoffLimitExceeded", 1, RunErrorReason.InputMissing, Reasons.InputMissing)]
    [InlineData("BackoffLimitExceeded", 1, RunErrorReason.InputUnavailable, Reasons.InputUnavailable)]
    [InlineData("PodFailurePolicy", 3, RunErrorReason.Refused, Reasons.RefusedByPolicy)]
    [InlineData("PodFailurePolicy", 2, RunErrorReason.StoreRefused, Reasons.StoreRefused)]
    public void Failed_Job_fails_the_job_with_the_runner_s_words(
        string job,
        int code,
        RunErrorReason error,
        string reason
    )
    {
        var world = Running();
        world.EndPod(code, Error(world, error));
        world.CountFailure(job);
        world.Settle();
        Assert.Equal(JobState.Failed, world.Status.State);
        Assert.Equal(reason, world.Get(Conditions.Ready).Reason);
        Assert.Equal("True", world.Condition(Conditions.Stalled));
        Assert.Null(world.Condition(Conditions.Reconciling));
        Assert.Equal(1, world.Status.Attempt);
        Assert.Contains("what happened", world.Get(Conditions.Ready).Message, StringComparison.Ordinal);
        Assert.Equal(
            error is RunErrorReason.StoreUnreachable or RunErrorReason.StoreRefused ? "False" : null,
            world.Condition(Conditions.StoreReachable)
        );
    }

    [Fact]
    public void Unreachable_store_is_a_condition_while_it_is_retried_and_goes_when_it_answers()
    {
        var world = Running();
        world.EndPod(1, Error(world, RunErrorReason.StoreUnreachable));
        world.CountFailure();
        world.Settle();
        Assert.Equal(JobState.Retrying, world.Status.State);
        Assert.Equal("False", world.Condition(Conditions.StoreReachable));
        Assert.Contains("what happened", world.Get(Conditions.StoreReachable).Message, StringComparison.Ordinal);
        world.StartPod();
        world.Progress = Progress(world, Stage.Generating, 60);
        world.Settle();
        Assert.Equal("True", world.Condition(Conditions.StoreReachable));
    }

    [Fact]
    public void Garbage_as_result_fails_the_job_and_says_so()
    {
        var world = Running();
        world.EndPod(0, text: "hello");
        world.Settle();
        Assert.Equal(JobState.Failed, world.Status.State);
        Assert.Equal(Reasons.ResultMissing, world.Get(Conditions.Ready).Reason);
    }

    [Fact]
    public void Result_of_another_plan_does_not_count()
    {
        var world = Running();
        world.EndPod(0, world.Result() with { PlanHash = "sha256:other" });
        world.Settle();
        Assert.Equal(JobState.Failed, world.Status.State);
        Assert.Equal(Reasons.ResultMismatch, world.Get(Conditions.Ready).Reason);
    }

    [Fact]
    public void Result_with_missing_pictures_does_not_count()
    {
        var world = Running("""{"compose":{},"variants":2}""");
        var result = world.Result();
        world.EndPod(0, result with { Artifacts = [result.Artifacts![0]] });
        world.Settle();
        Assert.Equal(Reasons.ResultMismatch, world.Get(Conditions.Ready).Reason);
        Assert.Contains("1 images, expected 2", world.Get(Conditions.Ready).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_with_another_manifest_does_not_count()
    {
        var world = Running();
        world.EndPod(0, world.Result() with { Manifest = new ManifestRef("elsewhere.json", new string('a', 64)) });
        world.Settle();
        Assert.Equal(Reasons.ResultMismatch, world.Get(Conditions.Ready).Reason);
    }

    [Fact]
    public void Warnings_are_named_while_the_job_is_ready()
    {
        var world = Running();
        world.EndPod(0, world.Result(new Warning("compose.signals[0]", "cannot be read")));
        world.Settle();
        Assert.Equal("True", world.Condition(Conditions.Ready));
        Assert.Equal("False", world.Condition(Conditions.Composed));
        Assert.Contains(
            "compose.signals[0]: cannot be read",
            world.Get(Conditions.Composed).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [
                (false, "Queued: Waiting for the pod to start."),
                (true, "AssetUnreadable: Delivered without: compose.signals[0]: cannot be read"),
                (false, "Completed: 1 image is stored."),
            ],
            world.Events.Select(e => (e.Warning, $"{e.Reason}: {e.Note}"))
        );
    }

    [Fact]
    public void Another_refusal_of_the_same_kind_is_told_too()
    {
        var world = new World("""{"compose":{},"polish":{"backend":"Stability"}}""");
        world.Settle();
        world.Spec(_ => Given.Job("""{"compose":{},"quality":"High"}""").Spec);
        world.Settle();
        Assert.Equal(2, world.Events.Select(e => e.Note).Distinct().Count());
        Assert.Single(world.Events.Select(e => e.Reason).Distinct());
    }

    [Theory]
    [InlineData("ImagePullBackOff", "no such image", Reasons.PodNotStarting)]
    [InlineData("CreateContainerConfigError", "secret \"s3\" not found", Reasons.SecretNotFound)]
    public void Blocked_pod_is_surfaced_and_the_job_goes_on_when_it_starts(
        string waiting,
        string message,
        string reason
    )
    {
        var world = new World();
        world.Settle();
        world.Wait(waiting, message);
        world.Settle();
        Assert.Equal(JobState.Queued, world.Status.State);
        Assert.Equal(reason, world.Get(Conditions.Ready).Reason);
        Assert.Equal("True", world.Condition(Conditions.Reconciling));
        Assert.True(world.Events[^1].Warning);
        world.StartPod();
        world.Settle();
        Assert.Equal(JobState.Running, world.Status.State);
    }

    [Fact]
    public void Job_that_somebody_deleted_is_created_again()
    {
        var world = Running();
        var name = world.Child.Metadata.Name;
        world.Children.Clear();
        world.Pods.Clear();
        world.Settle();
        Assert.Equal(name, world.Child.Metadata.Name);
        Assert.Equal(JobState.Queued, world.Status.State);
    }

    [Fact]
    public void ConfigMap_that_somebody_deleted_is_created_again_for_the_same_plan()
    {
        var world = new World();
        world.Settle();
        var hash = world.Status.PlanHash;
        world.ConfigMaps.Clear();
        world.Settle();
        Assert.Equal(hash, world.RunPlan.PlanHash);
        Assert.Single(world.Children);
    }

    [Fact]
    public void Job_that_is_being_deleted_is_waited_for()
    {
        var world = new World();
        world.Settle();
        world.Children[0] = world.Child with
        {
            Metadata = world.Child.Metadata with { DeletionTimestamp = world.Now.UtcDateTime },
        };
        var plan = world.Decide();
        Assert.Empty(plan.Children);
        Assert.Equal(JobState.Queued, plan.Status!.State);
    }

    [Fact]
    public void Complete_Job_without_a_pod_is_waited_for_and_then_repeated()
    {
        var world = Running();
        world.Pods.Clear();
        world.Complete();
        var plan = world.Settle();
        Assert.Equal(JobState.Running, world.Status.State);
        Assert.Equal(TimeSpan.FromSeconds(10), plan.RequeueAfter);
        world.Now = world.Now.AddSeconds(11);
        world.Settle();
        Assert.Equal(JobState.Queued, world.Status.State);
        Assert.Null(world.Child.Status);
    }

    [Fact]
    public void Progress_is_written_at_most_every_five_seconds_and_the_last_one_at_once()
    {
        var world = new World("""{"compose":{},"variants":4}""");
        world.Settle();
        world.StartPod();
        world.Progress = Progress(world, Stage.Processing, 30);
        world.Settle();
        Assert.Equal(30, world.Status.Progress!.Percent);

        world.Now = world.Now.AddSeconds(1);
        world.Progress = Progress(world, Stage.Generating, 45, 1);
        var plan = world.Settle();
        Assert.Equal(30, world.Status.Progress.Percent);
        Assert.Equal(TimeSpan.FromSeconds(4), plan.RequeueAfter);

        world.Now = world.Now.AddSeconds(4);
        world.Settle();
        Assert.Equal(45, world.Status.Progress.Percent);
        Assert.Equal("1/4", world.Status.Images);

        world.EndPod(0);
        world.Settle();
        Assert.Equal(100, world.Status.Progress.Percent);
    }

    [Fact]
    public void Progress_never_goes_back_within_an_attempt_and_is_not_taken_from_another_plan()
    {
        var world = Running();
        world.Now = world.Now.AddSeconds(10);
        world.Progress = Progress(world, Stage.Generating, 50);
        world.Settle();
        world.Now = world.Now.AddSeconds(10);
        world.Progress = Progress(world, Stage.Processing, 30);
        world.Settle();
        Assert.Equal(50, world.Status.Progress!.Percent);
        world.Progress = Progress(world, Stage.Uploading, 90) with { PlanHash = "sha256:other" };
        world.Settle();
        Assert.Equal(50, world.Status.Progress.Percent);
    }

    [Fact]
    public void Queue_holds_and_admits()
    {
        var world = new World("""{"compose":{},"runner":{"queueName":"studio"}}""");
        world.Settle();
        Assert.Equal("studio", world.Child.Metadata.Labels![Labels.KueueQueue]);
        Assert.Null(world.Child.Spec!.Suspend);
        world.Children[0] = world.Child with { Spec = world.Child.Spec with { Suspend = true } };
        world.Settle();
        Assert.Equal("False", world.Condition(Conditions.QueueAdmitted));
        Assert.Equal(JobState.Queued, world.Status.State);
        world.Children[0] = world.Child with { Spec = world.Child.Spec with { Suspend = false } };
        world.StartPod();
        world.Settle();
        Assert.Equal("True", world.Condition(Conditions.QueueAdmitted));
        Assert.Equal("studio", world.Status.QueueName);
    }

    [Fact]
    public void Default_queue_holds_and_admits_too()
    {
        var world = new World
        {
            Defaults = new() { StoreUri = "s3://studio/renders", QueueName = "renders" },
        };
        world.Settle();
        Assert.Equal("renders", world.Child.Metadata.Labels![Labels.KueueQueue]);
        Assert.Equal("renders", world.Status.QueueName);
        world.Children[0] = world.Child with { Spec = world.Child.Spec! with { Suspend = true } };
        world.Settle();
        Assert.Equal("False", world.Condition(Conditions.QueueAdmitted));
        world.Children[0] = world.Child with { Spec = world.Child.Spec with { Suspend = false } };
        world.StartPod();
        world.Settle();
        Assert.Equal("True", world.Condition(Conditions.QueueAdmitted));
    }

    [Fact]
    public void Deleted_job_is_left_alone()
    {
        var world = Running();
        world.Job = world.Job with { Metadata = world.Job.Metadata with { DeletionTimestamp = world.Now.UtcDateTime } };
        var plan = world.Decide();
        Assert.Null(plan.Status);
        Assert.Empty(plan.Children);
    }

    [Fact]
    public void Children_of_a_finished_job_go_after_their_time_and_the_job_stays()
    {
        var world = Running("""{"compose":{},"cleanup":{"childrenAfter":"10m"}}""");
        world.EndPod(0);
        Assert.Equal(TimeSpan.FromMinutes(10), world.Settle().RequeueAfter);
        world.Now = world.Now.AddMinutes(11);
        world.Settle();
        Assert.Empty(world.Children);
        Assert.Empty(world.ConfigMaps);
        Assert.False(world.Deleted);
        Assert.Equal(JobState.Completed, world.Status.State);
        Assert.Null(world.Decide().RequeueAfter);
    }

    [Fact]
    public void Job_deletes_itself_only_where_asked()
    {
        var world = Running("""{"compose":{},"cleanup":{"selfAfter":"24h"}}""");
        world.EndPod(0);
        world.Settle();
        Assert.False(world.Deleted);
        world.Now = world.Now.AddHours(25);
        Assert.True(world.Decide().DeleteSelf);
    }

    [Fact]
    public void ConfigMap_that_was_tampered_with_is_not_taken_for_the_plan()
    {
        var world = new World();
        world.Settle();
        var hash = world.Status.PlanHash;
        var data = world.ConfigMaps[0].Data![PodPlanner.PlanFile];
        world.ConfigMaps[0] = world.ConfigMaps[0] with
        {
            Data = new Dictionary<string, string>
            {
                [PodPlanner.PlanFile] = data.Replace("\"seed\":", "\"seed\":1", StringComparison.Ordinal),
            },
        };
        var plan = world.Decide();
        Assert.Equal(hash, plan.Status!.PlanHash);
        Assert.Contains(plan.Children, c => c is ChildAction.Delete);
    }

    private static World Running(string spec = World.Rain)
    {
        var world = new World(spec);
        world.Settle();
        world.StartPod();
        world.Settle();
        return world;
    }

    private static TerminationMessage Error(World world, RunErrorReason reason) =>
        new() { PlanHash = world.RunPlan.PlanHash, Error = new RunError(reason, "what happened") };

    private static Progress Progress(World world, Stage stage, int percent, int done = 0) =>
        new()
        {
            PlanHash = world.RunPlan.PlanHash,
            Stage = stage,
            Percent = percent,
            VariantsDone = done,
            VariantsTotal = world.RunPlan.Delivery.Keys.Count,
        };
}
