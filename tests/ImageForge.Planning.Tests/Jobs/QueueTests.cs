using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Runs;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Jobs;

/// <summary>What is told of a Job that Kueue holds, by its Workload where that can be read.</summary>
public class QueueTests
{
    private const string Queued = """{"compose":{},"runner":{"queueName":"studio","retries":1}}""";

    private const string TooMany =
        "couldn't assign flavors to pod set main: insufficient quota for nvidia.com/gpu in flavor h200, previously considered podsets requests (0) + current podset request (73) > maximum capacity (72)";

    /// <summary>Conditions as type=status/reason/message, the reason of Ready, whether its event warns, and the message.</summary>
    public static TheoryData<string[], string, string, bool, string> Held =>
        new()
        {
            { [], Reasons.WaitingForQuota, Reasons.WaitingForQuota, false, "Waiting for the queue to admit the Job." },
            { [$"QuotaReserved=False/Pending/{TooMany}"], "Pending", Reasons.WaitingForQuota, false, TooMany },
            {
                [$"QuotaReserved=False/ExceedsMaxQuota/{TooMany}"],
                "ExceedsMaxQuota",
                Reasons.Inadmissible,
                true,
                TooMany
            },
            {
                ["QuotaReserved=False/Misconfigured/LocalQueue studio doesn't exist"],
                "Misconfigured",
                Reasons.QueueInactive,
                true,
                "LocalQueue studio doesn't exist"
            },
            {
                [
                    "QuotaReserved=True/QuotaReserved/Quota reserved in ClusterQueue gpus",
                    "Admitted=False/UnsatisfiedAdmissionChecks/The workload has not all checks ready",
                ],
                "UnsatisfiedAdmissionChecks",
                Reasons.WaitingForQuota,
                false,
                "The workload has not all checks ready"
            },
            {
                [
                    "Evicted=True/Preempted/Preempted to accommodate a workload (UID: 1) due to prioritization in the ClusterQueue",
                    "QuotaReserved=False/WaitingForQuota/insufficient unused quota for nvidia.com/gpu in flavor h200, 3 more needed",
                ],
                "Preempted",
                Reasons.Preempted,
                true,
                "Preempted to accommodate a workload (UID: 1) due to prioritization in the ClusterQueue Waiting: insufficient unused quota for nvidia.com/gpu in flavor h200, 3 more needed"
            },
            {
                [
                    "Evicted=True/ClusterQueueStopped/The ClusterQueue is stopped",
                    "QuotaReserved=False/Pending/The ClusterQueue is stopped",
                ],
                "ClusterQueueStopped",
                Reasons.QueueInactive,
                true,
                "The ClusterQueue is stopped"
            },
        };

    [Theory]
    [MemberData(nameof(Held))]
    public void Words_of_the_Workload_are_told(
        string[] conditions,
        string reason,
        string summary,
        bool warns,
        string message
    )
    {
        var world = new World(Queued);
        world.Settle();
        world.SuspendJob();
        world.Workload = WorkloadOf(conditions);
        world.Settle();
        var (admitted, ready) = (world.Get(Conditions.QueueAdmitted), world.Get(Conditions.Ready));
        Assert.Equal(
            (JobState.Queued, "False", reason, message),
            (world.Status.State, admitted.Status, admitted.Reason, admitted.Message)
        );
        Assert.Equal((summary, message), (ready.Reason, ready.Message));
        Assert.Equal(warns, world.Events[^1].Warning);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Preempted_and_admitted_again_goes_on_under_the_same_number(bool hasWorkload)
    {
        var world = new World(Queued);
        world.Settle();
        world.SuspendJob();
        world.Settle();
        world.ResumeJob();
        world.Settle();
        Assert.Equal(("True", JobState.Queued), (world.Condition(Conditions.QueueAdmitted), world.Status.State));
        // The first attempt fails for a reason of its own.
        world.StartPod();
        world.Settle();
        world.EndPod(1);
        world.CountFailure();
        world.Now += TimeSpan.FromSeconds(20);
        world.StartPod();
        world.Settle();
        Assert.Equal((JobState.Running, 2), (world.Status.State, world.Status.Attempt));

        // Then the queue takes the Job back.
        world.Workload = hasWorkload ? WorkloadOf("Evicted=True/Preempted/Preempted to accommodate a workload") : null;
        world.Children[0] = world.Child with { Spec = world.Child.Spec! with { Suspend = true } };
        world.Settle();
        Assert.Equal(JobState.Queued, world.Status.State);
        world.SuspendJob();
        world.Settle();
        // The runner ends as it is told to.
        world.EndPod(143);
        world.Settle();
        Assert.Equal((JobState.Queued, 2), (world.Status.State, world.Status.Attempt));
        Assert.Equal("False", world.Condition(Conditions.QueueAdmitted));
        Assert.Equal(hasWorkload ? Reasons.Preempted : Reasons.WaitingForQuota, world.Get(Conditions.Ready).Reason);

        // Admitted again while the old pod is still there: it is not what runs now.
        world.Now += TimeSpan.FromMinutes(3);
        world.Workload = null;
        world.ResumeJob();
        world.Settle();
        Assert.Equal(
            (JobState.Queued, 2, Reasons.Queued, "True"),
            (
                world.Status.State,
                world.Status.Attempt,
                world.Get(Conditions.Ready).Reason,
                world.Condition(Conditions.QueueAdmitted)
            )
        );
        world.StartPod();
        world.Settle();
        Assert.Equal((JobState.Running, 2), (world.Status.State, world.Status.Attempt));
        world.EndPod(0);
        world.Settle();
        Assert.Equal((JobState.Completed, 2), (world.Status.State, world.Status.Attempt));
        Assert.Single(world.Children);
    }

    [Fact]
    public void Old_pod_that_still_stops_after_the_resume_is_not_told_as_running()
    {
        var world = new World(Queued);
        world.Settle();
        world.ResumeJob();
        world.StartPod();
        world.Settle();
        world.SuspendJob();
        world.Settle();
        world.Now += TimeSpan.FromSeconds(5);
        world.ResumeJob();
        world.Settle();
        Assert.Equal((JobState.Queued, 1), (world.Status.State, world.Status.Attempt));
    }

    /// <summary>Kubernetes keeps the start of before until its controller has seen that the Job goes on.</summary>
    [Fact]
    public void Stopped_pod_is_no_failure_while_the_Job_controller_has_not_seen_the_resume()
    {
        var world = new World("""{"compose":{},"runner":{"queueName":"studio","retries":1,"pendingTimeout":"1m"}}""");
        world.Settle();
        world.BeginJob();
        world.StartPod();
        world.Settle();
        var begun = world.Child.Status!.StartTime;
        world.SuspendJob();
        world.EndPod(143);
        world.Settle();
        world.Now += TimeSpan.FromHours(1);
        world.Children[0] = world.Child with
        {
            Spec = world.Child.Spec! with { Suspend = false },
            Status = world.Child.Status! with { StartTime = begun },
        };
        Assert.Null(world.Settle().RequeueAfter);
        Assert.Equal((JobState.Queued, 1), (world.Status.State, world.Status.Attempt));
        world.ResumeJob();
        world.Settle();
        world.StartPod();
        world.Settle();
        Assert.Equal((JobState.Running, 1), (world.Status.State, world.Status.Attempt));
    }

    [Fact]
    public void Result_of_a_pod_that_was_being_stopped_counts()
    {
        var world = new World(Queued);
        world.Settle();
        world.ResumeJob();
        world.StartPod();
        world.Settle();
        world.SuspendJob();
        world.Settle();
        world.EndPod(0);
        world.Settle();
        Assert.Equal(JobState.Completed, world.Status.State);
    }

    [Fact]
    public void Queue_that_Kueue_chose_itself_is_told()
    {
        var world = new World("""{"compose":{}}""");
        world.Settle();
        world.Children[0] = world.Child with
        {
            Metadata = world.Child.Metadata with
            {
                Labels = new Dictionary<string, string>(world.Child.Metadata.Labels!)
                {
                    [Labels.KueueQueue] = "default",
                },
            },
        };
        world.SuspendJob();
        world.Settle();
        Assert.Equal(("default", "False"), (world.Status.QueueName, world.Condition(Conditions.QueueAdmitted)));
    }

    [Fact]
    public void Job_that_the_queue_sends_to_another_cluster_fails_and_says_what_to_do()
    {
        var world = new World(Queued);
        world.Settle();
        world.Children[0] = world.Child with
        {
            Spec = world.Child.Spec! with { ManagedBy = "kueue.x-k8s.io/multikueue", Suspend = true },
        };
        world.Settle();
        var ready = world.Get(Conditions.Ready);
        Assert.Equal((JobState.Failed, Reasons.JobDispatched), (world.Status.State, ready.Reason));
        Assert.Contains("spec.managedBy", ready.Message, StringComparison.Ordinal);
        Assert.Empty(world.Children);
    }

    [Theory]
    [InlineData("kueue.x-k8s.io/multikueue", false)]
    [InlineData("example.com/other", false)]
    [InlineData("imageforge.dev/operator", true)]
    public void Job_of_another_controller_is_left_alone(string controller, bool isOurs)
    {
        var world = new World($$"""{"compose":{},"managedBy":"{{controller}}"}""");
        var plan = world.Decide();
        Assert.Equal(isOurs, plan.Status is not null);
        Assert.Equal(isOurs, plan.Children.Count > 0);
        Assert.Equal(isOurs, plan.Events.Count > 0);
        Assert.Null(plan.RequeueAfter);
    }

    /// <summary>Workloads of others take no room, and what of ours is not read neither.</summary>
    [Fact]
    public void Workload_is_reduced_to_what_is_read()
    {
        const string Status =
            """{"conditions":[{"type":"Admitted","status":"True","reason":"Admitted","message":"x","lastTransitionTime":"2026-05-01T12:00:00Z"}],"admission":{"clusterQueue":"gpus"}}""";
        var ours = Read("""[{"apiVersion":"batch/v1","kind":"Job","name":"a","uid":"1","controller":true}]""");
        Assert.Equal(("a", "7"), (ours.Metadata.Name, ours.Metadata.ResourceVersion));
        Assert.Null(ours.Metadata.Labels);
        Assert.Equal("Admitted", Assert.Single(ours.Status!.Conditions!).Type);
        var other = Read("""[{"apiVersion":"ray.io/v1","kind":"RayJob","name":"a","uid":"1","controller":true}]""");
        Assert.Null(other.Status);
        Assert.Null(other.Metadata.OwnerReferences);

        static Workload Read(string owners) =>
            System.Text.Json.JsonSerializer.Deserialize(
                $$"""
                {"apiVersion":"kueue.x-k8s.io/v1beta2","kind":"Workload",
                 "metadata":{"name":"a","namespace":"n","uid":"2","resourceVersion":"7","labels":{"a":"b"},"ownerReferences":{{owners}}},
                 "spec":{"podSets":[{"name":"main"}]},"status":{{Status}}}
                """,
                ApiJson.Of<Workload>()
            )!;
    }

    private static Workload WorkloadOf(params string[] conditions) =>
        new()
        {
            Status = new()
            {
                Conditions =
                [
                    .. conditions
                        .Select(text => text.Split(['=', '/'], 4))
                        .Select(parts => new V1Condition
                        {
                            Type = parts[0],
                            Status = parts[1],
                            Reason = parts[2],
                            Message = parts[3],
                        }),
                ],
            },
        };
}
