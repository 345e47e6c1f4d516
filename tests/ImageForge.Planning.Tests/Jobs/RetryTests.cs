using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Pods;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Jobs;

/// <summary>What is told of attempts, through the states of Job and pod in the order in which Kubernetes 1.36 shows them.</summary>
public class RetryTests
{
    private const string Queued = "Queued: Waiting for the pod to start.";
    private const string Lost = "pod deleted before reporting a result.";
    private const string NoMessage = "The runner exited with code 1 without a termination message; see the pod log.";

    /// <summary>
    /// Steps: "run" a pod runs, "end" it ends with exit code 1, "store" the same because of the store, "bad" with exit code 2,
    /// "notice" and "count" the Job lists and then counts the failure, "limit" and "policy" it lists it and says that this was
    /// the last, "replace" it creates the next pod, "gone" the pod is deleted, "evict" it is evicted and "ignore" the Job has seen that, "later" ten seconds pass, "see" the operator looks
    /// (it does after every other step too, unless the step ends in "!").
    /// </summary>
    public static TheoryData<int, string, JobState, int, string[]> Stories { get; } =
        new()
        {
            // Nothing follows where no retry is allowed.
            {
                0,
                "run end limit count",
                JobState.Failed,
                1,
                [Queued, $"RetriesExhausted: Failed after 1 attempt: {NoMessage}"]
            },
            { 0, "run end", JobState.Running, 1, [Queued] },
            { 0, "run end limit", JobState.Running, 1, [Queued] },
            // The Job's change is seen before the pod's.
            {
                0,
                "run limit end count",
                JobState.Failed,
                1,
                [Queued, $"RetriesExhausted: Failed after 1 attempt: {NoMessage}"]
            },
            // A pod so brief that it is first seen when it has ended.
            {
                0,
                "run! end limit count",
                JobState.Failed,
                1,
                [Queued, $"RetriesExhausted: Failed after 1 attempt: {NoMessage}"]
            },
            // Before Kubernetes has looked at the end, nobody knows what follows.
            { 1, "run end", JobState.Running, 1, [Queued] },
            { 1, "run end notice", JobState.Retrying, 2, [Queued, $"Failed: Attempt 1 failed, retrying: {NoMessage}"] },
            {
                1,
                "run end notice count replace run end limit count",
                JobState.Failed,
                2,
                [
                    Queued,
                    $"Failed: Attempt 1 failed, retrying: {NoMessage}",
                    $"RetriesExhausted: Failed after 2 attempts: {NoMessage}",
                ]
            },
            // The same reason at each end, and the attempts too brief to be seen at work.
            {
                2,
                "run! store notice count replace run! store notice count replace run! store limit count",
                JobState.Failed,
                3,
                [
                    Queued,
                    "StoreUnreachable: Attempt 1 failed, retrying: what happened",
                    "StoreUnreachable: Attempt 2 failed, retrying: what happened",
                    "StoreUnreachable: what happened",
                ]
            },
            // What the runner refuses is not tried again, whatever is allowed.
            { 3, "run bad", JobState.Running, 1, [Queued] },
            { 3, "run bad policy count", JobState.Failed, 1, [Queued, "InputUnreadable: what happened"] },
            // A deleted pod: known while it is there, and not forgotten when it is gone.
            {
                3,
                "run end notice count gone replace",
                JobState.Retrying,
                2,
                [Queued, $"Failed: Attempt 1 failed, retrying: {NoMessage}"]
            },
            {
                3,
                "run gone! notice count",
                JobState.Retrying,
                2,
                [Queued, $"PodLost: Attempt 1 failed, retrying: {Lost}"]
            },
            {
                1,
                "run gone! notice count replace run end! see limit count later",
                JobState.Failed,
                2,
                [
                    Queued,
                    $"PodLost: Attempt 1 failed, retrying: {Lost}",
                    $"RetriesExhausted: Failed after 2 attempts: {NoMessage}",
                ]
            },
            // A disruption uses up no retry, and the run keeps its number.
            { 0, "run evict", JobState.Running, 1, [Queued] },
            {
                0,
                "run evict ignore gone replace",
                JobState.Retrying,
                1,
                [
                    Queued,
                    "PodLost: Attempt 1 was disrupted, retrying: The pod was lost (EvictionByEvictionAPI): Eviction API: evicting",
                ]
            },
            {
                0,
                "run evict ignore gone replace run end limit count",
                JobState.Failed,
                1,
                [
                    Queued,
                    "PodLost: Attempt 1 was disrupted, retrying: The pod was lost (EvictionByEvictionAPI): Eviction API: evicting",
                    $"RetriesExhausted: Failed after 1 attempt: {NoMessage}",
                ]
            },
            // Killed, and not for its memory.
            {
                1,
                "run kill notice count replace run done",
                JobState.Completed,
                2,
                [
                    Queued,
                    "Failed: Attempt 1 failed, retrying: The runner exited with code 137 (killed) without a termination message; see the pod log.",
                    "Completed: 1 image is stored.",
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Stories))]
    public void Attempts_are_told_once_and_truly(int retries, string steps, JobState state, int attempt, string[] told)
    {
        var world = Given(retries);
        foreach (var step in steps.Split(' '))
        {
            Happen(world, step.TrimEnd('!'));
            if (!step.EndsWith('!'))
            {
                world.Settle();
            }
        }

        Assert.Equal((state, attempt), (world.Status.State, world.Status.Attempt));
        Assert.Equal(told, world.Events.Select(e => $"{e.Reason}: {e.Note}"));
    }

    public static IEnumerable<TheoryDataRow<int, string, JobState, int, string[]>> Finished =>
        Stories.Where(s =>
            s.Data.Item3 is JobState.Completed or JobState.Failed
            && !s.Data.Item2.Contains("later", StringComparison.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Finished))]
    public void A_cache_that_is_behind_the_other_changes_no_outcome(
        int retries,
        string steps,
        JobState state,
        int attempt,
        string[] told
    )
    {
        foreach (var lag in Enumerable.Range(1, steps.Split(' ').Length))
        {
            foreach (var podsAreBehind in new[] { true, false })
            {
                var world = Given(retries);
                var seen = new List<(IReadOnlyList<V1Job> Children, IReadOnlyList<V1Pod> Pods)>();
                Look();
                foreach (var step in steps.Split(' '))
                {
                    Happen(world, step.TrimEnd('!'));
                    Look();
                    var late = seen[Math.Max(0, seen.Count - 1 - lag)];
                    world.Cached = podsAreBehind ? (seen[^1].Children, late.Pods) : (late.Children, seen[^1].Pods);
                    world.Settle();
                }

                world.Cached = null;
                world.Settle();
                Assert.Equal((lag, state, attempt), (lag, world.Status.State, world.Status.Attempt));
                Assert.Equal(told[^1], world.Events.Select(e => $"{e.Reason}: {e.Note}").Last());

                void Look() => seen.Add(([.. world.Children], [.. world.Pods]));
            }
        }
    }

    [Fact]
    public void A_failed_Job_whose_pod_is_gone_fails_after_the_grace_period()
    {
        var world = Given(retries: 0);
        foreach (var step in new[] { "run", "gone", "limit", "count" })
        {
            Happen(world, step);
            world.Settle();
        }

        Assert.Equal(JobState.Queued, world.Status.State);
        Assert.Equal(TimeSpan.FromSeconds(10), world.Settle().RequeueAfter);
        world.Now = world.Now.AddSeconds(10);
        world.Settle();
        Assert.Equal(JobState.Failed, world.Status.State);
        Assert.StartsWith("Failed after 1 attempt:", world.Get(Conditions.Ready).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Attempts_are_counted_on_when_the_Job_is_created_again(bool suspends)
    {
        var world = Given(retries: 1);
        foreach (var step in new[] { "run", "end", "notice", "count", "replace", "run" })
        {
            Happen(world, step);
            world.Settle();
        }

        Assert.Equal(2, world.Status.Attempt);
        if (suspends)
        {
            world.Spec(s => s with { Suspend = true });
            world.Settle();
            world.Spec(s => s with { Suspend = false });
        }
        else
        {
            world.Children.Clear();
            world.Pods.Clear();
        }

        world.Settle();
        world.Events.Clear();
        foreach (var step in new[] { "run", "end", "notice", "count", "replace", "run", "end", "limit", "count" })
        {
            Happen(world, step);
            world.Settle();
        }

        Assert.Equal((JobState.Failed, 3), (world.Status.State, world.Status.Attempt));
        Assert.Equal(
            [
                $"Failed: Attempt 2 failed, retrying: {NoMessage}",
                $"RetriesExhausted: Failed after 3 attempts: {NoMessage}",
            ],
            world.Events.Select(e => $"{e.Reason}: {e.Note}")
        );
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void Pods_of_the_same_second_are_ordered_by_their_start_and_end(int startsLater, int endsLater)
    {
        var world = Given(retries: 1);
        End("z", "first", 0, 0);
        world.CountFailure();
        End("a", "last", startsLater, endsLater);
        world.CountFailure("BackoffLimitExceeded");
        world.Settle();
        Assert.Contains("last", world.Get(Conditions.Ready).Message, StringComparison.Ordinal);

        void End(string name, string message, int starts, int ends)
        {
            world.StartPod();
            world.EndPod(
                1,
                new() { PlanHash = world.RunPlan.PlanHash, Error = new(RunErrorReason.StoreUnreachable, message) }
            );
            var pod = world.Pods[^1];
            var container = pod.Status!.ContainerStatuses![0];
            world.Pods[^1] = pod with
            {
                Metadata = pod.Metadata with { Name = name },
                Status = pod.Status with
                {
                    StartTime = world.Now.AddSeconds(starts).UtcDateTime,
                    ContainerStatuses =
                    [
                        container with
                        {
                            State = new()
                            {
                                Terminated = container.State!.Terminated! with
                                {
                                    FinishedAt = world.Now.AddSeconds(ends).UtcDateTime,
                                },
                            },
                        },
                    ],
                },
            };
        }
    }

    [Theory]
    [InlineData("""{"compose":{},"variants":2}""", "571Mi", "spec.size (1024x1024) or spec.variants (2).")]
    [InlineData(
        """{"prompt":{"text":"rain"},"compose":{},"polish":{"backend":"Onnx","model":{"uri":"s3://models/sd"}},"runner":{"resources":{"limits":{"memory":"3Gi"}}}}""",
        "3Gi",
        "or use a smaller spec.polish.model."
    )]
    public void Killed_for_its_memory_ends_the_job_and_names_what_to_change(string spec, string limit, string remedy)
    {
        var world = new World(spec);
        world.Settle();
        world.StartPod();
        world.Settle();
        world.EndPod(137, reason: "OOMKilled");

        // The status first: a Job that is gone could not say why.
        var plan = world.Decide();
        Assert.DoesNotContain(plan.Children, c => c is ChildAction.Delete);
        world.Settle();

        var ready = world.Get(Conditions.Ready);
        Assert.Equal((JobState.Failed, Reasons.OOMKilled, 1), (world.Status.State, ready.Reason, world.Status.Attempt));
        Assert.Contains(
            $"The runner was OOMKilled: it exceeded spec.runner.resources.limits.memory ({limit}).",
            ready.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(remedy, ready.Message, StringComparison.Ordinal);
        Assert.Equal([Reasons.Queued, Reasons.OOMKilled], world.Events.Select(e => e.Reason));
        // No further pod.
        Assert.Empty(world.Children);
        world.Settle();
        Assert.Empty(world.Children);
    }

    [Fact]
    public void Killed_for_its_memory_at_the_last_attempt_keeps_its_pod_for_the_log()
    {
        var world = Given(retries: 0);
        Happen(world, "run");
        world.Settle();
        world.EndPod(137, reason: "OOMKilled");
        world.Settle();
        Assert.Equal(Reasons.OOMKilled, world.Get(Conditions.Ready).Reason);
        Assert.Single(world.Children);
    }

    [Fact]
    public void Evicted_for_its_memory_is_no_fault_of_the_run()
    {
        var world = Given(retries: 0);
        Happen(world, "run");
        world.Settle();
        world.Evict();
        world.NoticeDisruption();
        world.Settle();
        Assert.Equal(JobState.Retrying, world.Status.State);
    }

    [Fact]
    public void Another_attempt_that_has_begun_is_stopped_when_the_first_was_killed_for_its_memory()
    {
        // The operator was away.
        var world = Given(retries: 3);
        Happen(world, "run");
        world.Settle();
        world.EndPod(137, reason: "OOMKilled");
        world.CountFailure();
        world.Now = world.Now.AddSeconds(10);
        world.StartPod();
        world.Settle();
        Assert.Equal((JobState.Failed, 1), (world.Status.State, world.Status.Attempt));
        Assert.Empty(world.Children);
    }

    [Fact]
    public void Deadline_counts_for_the_pod_and_is_not_tried_again()
    {
        var world = new World("""{"compose":{},"runner":{"activeDeadlineSeconds":30,"retries":3}}""");
        world.Settle();
        Assert.Null(world.Child.Spec!.ActiveDeadlineSeconds);
        Assert.Equal(30, world.Child.Spec.Template.Spec!.ActiveDeadlineSeconds);
        Happen(world, "run");
        world.Settle();
        world.PassDeadline();
        world.Settle();
        var ready = world.Get(Conditions.Ready);
        Assert.Equal((JobState.Failed, Reasons.DeadlineExceeded), (world.Status.State, ready.Reason));
        Assert.Contains("runner.activeDeadlineSeconds (30 s)", ready.Message, StringComparison.Ordinal);
        Assert.Equal([Reasons.Queued, Reasons.DeadlineExceeded], world.Events.Select(e => e.Reason));
        Assert.Empty(world.Children);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("other-job", true)]
    [InlineData("the Job", false)]
    public void Result_of_a_pod_that_the_Job_does_not_control_does_not_count(string? owner, bool controller)
    {
        var world = Given(retries: 3);
        Happen(world, "run");
        world.Settle();
        var genuine = world.Pods[0];
        world.EndPod(0);
        var forged = world.Pods[0] with
        {
            Metadata = genuine.Metadata with
            {
                Name = "forged",
                Uid = "forged",
                OwnerReferences = owner is null
                    ? null
                    :
                    [
                        genuine.Metadata.OwnerReferences![0] with
                        {
                            Uid = owner == "the Job" ? world.Child.Metadata.Uid! : owner,
                            Controller = controller,
                        },
                    ],
            },
        };
        Assert.Equal(Tests.Given.Uid, Labels.Value(forged, Labels.OwnerUid));
        world.Pods.Clear();
        world.Pods.AddRange([genuine, forged]);
        world.Settle();
        Assert.Equal(JobState.Running, world.Status.State);
    }

    [Fact]
    public void Result_counts_only_from_a_Job_that_this_job_controls()
    {
        var world = Given(retries: 3);
        Happen(world, "run");
        world.Settle();
        world.EndPod(0);
        world.Children[0] = world.Child with
        {
            Metadata = world.Child.Metadata with
            {
                OwnerReferences = [world.Child.Metadata.OwnerReferences![0] with { Uid = "another-job" }],
            },
        };
        Assert.NotEqual(JobState.Completed, world.Decide().Status!.State);
    }

    private static World Given(int retries)
    {
        var world = new World($$$"""{"compose":{},"runner":{"retries":{{{retries}}}}}""");
        world.Settle();
        return world;
    }

    private static void Happen(World world, string step)
    {
        world.Now = world.Now.AddSeconds(1);
        switch (step)
        {
            case "run":
                world.StartPod();
                break;
            case "end":
                world.EndPod(1);
                break;
            case "kill":
                world.EndPod(137, reason: "Error");
                break;
            case "store":
                world.EndPod(1, Error(world, RunErrorReason.StoreUnreachable));
                break;
            case "bad":
                world.EndPod(2, Error(world, RunErrorReason.InputUnreadable));
                break;
            case "done":
                world.EndPod(0);
                break;
            case "notice":
                world.NoticeFailure();
                break;
            case "limit":
                world.NoticeFailure("BackoffLimitExceeded");
                break;
            case "policy":
                world.NoticeFailure("PodFailurePolicy");
                break;
            case "count":
                world.FinishFailure();
                break;
            case "evict":
                world.Evict();
                break;
            case "ignore":
                world.NoticeDisruption();
                break;
            case "replace":
                world.Replace();
                break;
            case "gone":
                world.Pods.RemoveAt(world.Pods.Count - 1);
                break;
            case "later":
                world.Now = world.Now.AddSeconds(10);
                break;
            case "see":
                break;
            default:
                Assert.Fail($"there is no step {step}");
                break;
        }
    }

    private static TerminationMessage Error(World world, RunErrorReason reason) =>
        new() { PlanHash = world.RunPlan.PlanHash, Error = new RunError(reason, "what happened") };
}
