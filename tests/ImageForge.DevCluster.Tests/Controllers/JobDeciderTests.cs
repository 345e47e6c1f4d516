using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;
using k8s.Models;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

public sealed class JobDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_new_job_starts_one_pod()
    {
        var decision = Decide("{}", "{}");
        Assert.Equal(1, decision.Create);
        AssertStatus(
            """{"startTime":"2026-01-02T03:04:05Z","active":1,"terminating":0,"uncountedTerminatedPods":{},"ready":0}""",
            decision
        );
        Assert.Empty(decision.Events);
    }

    [Theory]
    [InlineData(3, 5, 3)]
    [InlineData(5, 3, 3)]
    [InlineData(0, 1, 0)]
    public void Parallelism_and_completions_bound_the_pods(int parallelism, int completions, int expected) =>
        Assert.Equal(
            expected,
            Decide($$"""{"parallelism":{{parallelism}},"completions":{{completions}}}""", "{}").Create
        );

    [Fact]
    public void A_succeeded_pod_is_listed_first_and_released_then_counted()
    {
        var first = Decide("{}", Started, Pod("a", "Succeeded"));
        Assert.Equal(["a"], first.Release.Select(p => p.Uid));
        AssertStatus(
            """
            {"conditions":[{"type":"SuccessCriteriaMet","status":"True","lastProbeTime":"2026-01-02T03:04:05Z",
              "lastTransitionTime":"2026-01-02T03:04:05Z","reason":"CompletionsReached",
              "message":"Reached expected number of succeeded pods"}],
             "startTime":"2026-01-02T03:04:00Z","terminating":0,"uncountedTerminatedPods":{"succeeded":["a"]},"ready":0}
            """,
            first
        );
        var second = Decide("{}", first.State.ToJson().ToJsonString(), Pod("a", "Succeeded", tracked: false));
        Assert.Equal(1, second.State.Succeeded);
        Assert.True(second.State.Is("Complete"));
        Assert.Equal(Now, second.State.CompletionTime);
        Assert.Equal([new JobEvent("Normal", "Completed", "Job completed")], second.Events);
    }

    [Fact]
    public void A_failure_within_the_limit_waits_for_its_back_off()
    {
        var failed = Pod("a", "Failed", exitCode: 1, finished: Now);
        var first = Decide("{}", Started, failed);
        Assert.Equal(0, first.Create);
        Assert.Equal(Now + TimeSpan.FromSeconds(10), first.LookAgainAt);
        var later = JobDecider.Decide(
            Observe("{}", first.State.ToJson().ToJsonString(), first.Backoff, Pod("a", "Failed", tracked: false)),
            Now + TimeSpan.FromSeconds(10)
        );
        Assert.Equal(1, later.Create);
        Assert.Equal(1, later.State.Failed);
    }

    [Fact]
    public void Failures_beyond_the_limit_fail_the_job()
    {
        var first = Decide("""{"backoffLimit":0}""", Started, Pod("a", "Failed", exitCode: 1));
        AssertReason(first, "FailureTarget", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        Assert.False(first.State.Is("Failed"));
        var second = Decide(
            """{"backoffLimit":0}""",
            first.State.ToJson().ToJsonString(),
            Pod("a", "Failed", tracked: false)
        );
        AssertReason(second, "Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        Assert.Equal(
            [new JobEvent("Warning", "BackoffLimitExceeded", "Job has reached the specified backoff limit")],
            second.Events
        );
        Assert.Null(second.State.CompletionTime);
    }

    [Fact]
    public void A_job_past_its_deadline_stops_and_counts_what_runs_and_fails_when_that_is_gone()
    {
        const string Spec = """{"activeDeadlineSeconds":5}""";
        var first = Decide(Spec, Started, Pod("a", "Running"));
        AssertReason(first, "FailureTarget", "DeadlineExceeded", "Job was active longer than specified deadline");
        Assert.Equal(["a"], first.Delete.Select(p => p.Uid));
        Assert.Equal(["a"], first.State.UncountedFailed);
        Assert.Equal(1, first.State.Terminating);
        var second = Decide(
            Spec,
            first.State.ToJson().ToJsonString(),
            Pod("a", "Running", tracked: false, deleted: true)
        );
        Assert.Equal((1, 1, false), (second.State.Failed, second.State.Terminating, second.State.IsFinished));
        var third = Decide(Spec, second.State.ToJson().ToJsonString());
        AssertReason(third, "Failed", "DeadlineExceeded", "Job was active longer than specified deadline");
    }

    [Fact]
    public void A_running_job_is_looked_at_again_at_its_deadline() =>
        Assert.Equal(
            Now + TimeSpan.FromSeconds(55),
            Decide("""{"activeDeadlineSeconds":60}""", Started, Pod("a", "Running")).LookAgainAt
        );

    [Theory]
    [InlineData(42, "FailureTarget", "PodFailurePolicy")]
    [InlineData(1, null, null)]
    public void The_policy_fails_the_job_on_its_exit_codes(int exitCode, string? condition, string? reason)
    {
        const string Spec = """
            {"podFailurePolicy":{"rules":[{"action":"FailJob","onExitCodes":
              {"containerName":"main","operator":"In","values":[42]}}]},"podReplacementPolicy":"Failed"}
            """;
        var decision = Decide(Spec, Started, Pod("a", "Failed", exitCode: exitCode));
        Assert.Equal(reason, condition is null ? null : decision.State.Find(condition)?.Reason);
        if (condition is not null)
        {
            AssertReason(
                decision,
                condition,
                reason!,
                "Container main for pod jobs/a failed with exit code 42 matching FailJob rule at index 0"
            );
        }
        Assert.Equal(["a"], decision.State.UncountedFailed);
    }

    [Fact]
    public void An_ignored_failure_is_released_without_being_counted()
    {
        const string Spec = """
            {"backoffLimit":0,"podFailurePolicy":{"rules":[{"action":"Ignore","onPodConditions":
              [{"type":"DisruptionTarget","status":"True"}]}]},"podReplacementPolicy":"Failed"}
            """;
        var decision = Decide(Spec, Started, Pod("a", "Failed", exitCode: 143, condition: "DisruptionTarget"));
        Assert.Equal(["a"], decision.Release.Select(p => p.Uid));
        Assert.Empty(decision.State.UncountedFailed);
        Assert.False(decision.State.Is("FailureTarget"));
        Assert.NotNull(decision.LookAgainAt);
    }

    [Fact]
    public void A_suspended_job_starts_nothing()
    {
        var decision = Decide("""{"suspend":true}""", "{}");
        Assert.Equal(0, decision.Create);
        AssertReason(decision, "Suspended", "JobSuspended", "Job suspended");
        Assert.Equal([new JobEvent("Normal", "Suspended", "Job suspended")], decision.Events);
        Assert.Null(decision.State.StartTime);
    }

    [Fact]
    public void Suspending_withdraws_pods_without_counting_them()
    {
        var decision = Decide("""{"suspend":true}""", Started, Pod("a", "Running"));
        Assert.Equal(["a"], decision.Withdraw.Select(p => p.Uid));
        Assert.Empty(decision.State.UncountedFailed);
        Assert.Equal((0, 0, 1), (decision.State.Active, decision.State.Ready, decision.State.Terminating));
        Assert.Null(decision.State.StartTime);
    }

    [Fact]
    public void Resuming_starts_the_clock_anew()
    {
        var suspended = Decide("""{"suspend":true}""", "{}").State.ToJson().ToJsonString();
        var decision = Decide("{}", suspended);
        Assert.Equal("False", decision.State.Find("Suspended")!.Status);
        Assert.Equal("JobResumed", decision.State.Find("Suspended")!.Reason);
        Assert.Equal([new JobEvent("Normal", "Resumed", "Job resumed")], decision.Events);
        Assert.Equal(Now, decision.State.StartTime);
        Assert.Equal(1, decision.Create);
    }

    [Theory]
    [InlineData("TerminatingOrFailed", 1)]
    [InlineData("Failed", 0)]
    public void A_pod_being_deleted_is_replaced_at_once_or_when_it_has_failed(string policy, int created)
    {
        var backoff = JobBackoff.None;
        var decision = JobDecider.Decide(
            Observe(
                $$"""{"podReplacementPolicy":"{{policy}}"}""",
                Started,
                backoff,
                Pod("a", "Running", deleted: true)
            ),
            Now + TimeSpan.FromHours(1)
        );
        Assert.Equal(created, decision.Create);
    }

    [Theory]
    [InlineData(4, null, false)]
    [InlineData(5, null, true)]
    public void A_finished_job_goes_when_its_time_to_live_is_over(int age, string? _, bool deleted)
    {
        var status = $$"""
            {"conditions":[{"type":"Complete","status":"True","lastTransitionTime":"{{(
                Now - TimeSpan.FromSeconds(age)
            ).Rfc3339()}}"}]}
            """;
        var decision = Decide("""{"ttlSecondsAfterFinished":5}""", status);
        Assert.Equal(deleted, decision.DeleteJob);
        Assert.Equal(deleted ? null : Now + TimeSpan.FromSeconds(1), decision.LookAgainAt);
    }

    [Fact]
    public void Restarts_in_place_count_against_the_limit()
    {
        const string Spec = """{"backoffLimit":2}""";
        var pod = Pod("a", "Running", restarts: 2);
        Assert.False(Decide(Spec, Started, pod).State.Is("FailureTarget"));
        Assert.True(Decide(Spec, Started, "OnFailure", pod).State.Is("FailureTarget"));
    }

    [Fact]
    public void What_is_not_supported_fails_the_job_and_says_so() =>
        AssertReason(
            Decide("""{"backoffLimitPerIndex":1}""", "{}"),
            "FailureTarget",
            "NotSupported",
            "backoffLimitPerIndex is not supported by the development cluster"
        );

    [Fact]
    public void A_decision_that_changes_nothing_repeats_the_status()
    {
        var pod = Pod("a", "Running");
        var first = Decide("{}", Started, pod).State.ToJson();
        var second = Decide("{}", first.ToJsonString(), pod);
        Assert.True(JsonNode.DeepEquals(first, second.State.ToJson()));
        Assert.Equal(0, second.Create);
        Assert.Empty(second.Delete);
        Assert.Empty(second.Events);
    }

    private const string Started = """{"startTime":"2026-01-02T03:04:00Z"}""";

    private static JobDecision Decide(string spec, string status, params JobPod[] pods) =>
        JobDecider.Decide(Observe(spec, status, JobBackoff.None, pods), Now);

    private static JobDecision Decide(string spec, string status, string restartPolicy, params JobPod[] pods) =>
        JobDecider.Decide(Observe(spec, status, JobBackoff.None, pods, restartPolicy), Now);

    private static JobObserved Observe(string spec, string status, JobBackoff backoff, params JobPod[] pods) =>
        Observe(spec, status, backoff, pods, "Never");

    private static JobObserved Observe(
        string spec,
        string status,
        JobBackoff backoff,
        IReadOnlyList<JobPod> pods,
        string restartPolicy
    )
    {
        var job = TestNode.Parse("""{"metadata":{"name":"j","namespace":"jobs","uid":"u"}}""");
        job["spec"] = JsonNode.Parse(spec);
        job["spec"]!["parallelism"] ??= 1;
        job["spec"]!["completions"] ??= 1;
        job["spec"]!["template"] = TestNode.Parse(
            $$$"""{"spec":{"restartPolicy":"{{{restartPolicy}}}","containers":[]}}"""
        );
        job["status"] = JsonNode.Parse(status);
        var typed = job.Deserialize(CoreJson.Of<V1Job>())!;
        return new JobObserved
        {
            Job = typed,
            State = JobState.From(job, typed),
            Pods = pods,
            Backoff = backoff,
            FirstBackoff = TimeSpan.FromSeconds(10),
        };
    }

    private static JobPod Pod(
        string uid,
        string phase,
        bool tracked = true,
        bool deleted = false,
        int? exitCode = null,
        int restarts = 0,
        string? condition = null,
        DateTimeOffset? finished = null
    )
    {
        var ended = exitCode is { } code
            ? new V1ContainerStateTerminated { ExitCode = code, FinishedAt = (finished ?? Now).UtcDateTime }
            : null;
        return new JobPod(
            new V1Pod
            {
                Metadata = new V1ObjectMeta
                {
                    Name = uid,
                    NamespaceProperty = "jobs",
                    Uid = uid,
                    DeletionTimestamp = deleted ? Now.UtcDateTime : null,
                },
                Spec = new V1PodSpec { Containers = [], NodeName = "n" },
                Status = new V1PodStatus
                {
                    Phase = phase,
                    Conditions = condition is null ? [] : [new V1PodCondition { Type = condition, Status = "True" }],
                    ContainerStatuses =
                    [
                        new V1ContainerStatus
                        {
                            Name = "main",
                            RestartCount = restarts,
                            State = new V1ContainerState { Terminated = ended },
                        },
                    ],
                },
            },
            tracked
        );
    }

    private static void AssertReason(JobDecision decision, string type, string reason, string message)
    {
        var condition = decision.State.Find(type);
        Assert.Equal(("True", reason, message), (condition?.Status, condition?.Reason, condition?.Message));
    }

    private static void AssertStatus(string expected, JobDecision decision) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), decision.State.ToJson().ToJsonString());
}
