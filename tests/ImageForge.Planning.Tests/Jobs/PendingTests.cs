using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Planning.Runs;
using ImageForge.Planning.Tests.Storyboards;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Jobs;

/// <summary>Pods that do not start: named with their cause at once, and given up after runner.pendingTimeout.</summary>
public class PendingTests
{
    private const string Limited = """{"compose":{},"runner":{"pendingTimeout":"5m","retries":1}}""";

    private const string NoGpu =
        "0/9 nodes are available: 9 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/9 nodes are available.";

    /// <summary>What happens (a waiting reason of the container, or one of the words below), its text, and what is told.</summary>
    [Theory]
    [InlineData("unschedulable", NoGpu, Reasons.Unschedulable, $"The pod is unschedulable: {NoGpu}")]
    [InlineData(
        "unschedulable",
        "persistentvolumeclaim \"renders\" not found",
        Reasons.Unschedulable,
        "The pod is unschedulable: persistentvolumeclaim \"renders\" not found"
    )]
    [InlineData(
        "ImagePullBackOff",
        "Back-off pulling image",
        Reasons.PodNotStarting,
        "Failed to pull the runner image (ImagePullBackOff): Back-off pulling image"
    )]
    [InlineData(
        "CreateContainerConfigError",
        "secret \"s3\" not found",
        Reasons.SecretNotFound,
        "A Secret required by the runner was not found: secret \"s3\" not found"
    )]
    [InlineData(
        "refused",
        "exceeded quota: gpus, requested: nvidia.com/gpu=73",
        Reasons.PodRefused,
        "spec.runner.resources: Pod creation rejected, retrying: exceeded quota: gpus, requested: nvidia.com/gpu=73"
    )]
    [InlineData(
        "refused",
        "no PriorityClass with name x was found",
        Reasons.PodRefused,
        "spec.runner.priorityClassName: Pod creation rejected, retrying: no PriorityClass with name x was found"
    )]
    [InlineData(
        "mount",
        "MountVolume.SetUp failed for volume \"ca\" : configmap \"ca\" not found",
        Reasons.PodNotStarting,
        "A volume of the pod cannot be mounted, retrying: MountVolume.SetUp failed for volume \"ca\" : configmap \"ca\" not found"
    )]
    [InlineData("ContainerCreating", "", Reasons.Queued, "Waiting for the pod to start.")]
    [InlineData("nothing", "", Reasons.Queued, "Waiting for the pod to start.")]
    public void Pod_that_does_not_start_is_named_at_once_and_given_up_in_time(
        string what,
        string text,
        string reason,
        string message
    )
    {
        var world = Begun();
        switch (what)
        {
            case "nothing":
                break;
            case "unschedulable":
                world.Unschedulable(text);
                break;
            case "mount":
                world.Wait("ContainerCreating");
                world.MountFailure = text;
                break;
            case "refused":
                world.PodRefusal = new(text, world.Now);
                break;
            default:
                world.Wait(what, text.Length == 0 ? null : text);
                break;
        }

        var waiting = world.Settle();
        var ready = world.Get(Conditions.Ready);
        Assert.Equal((JobState.Queued, reason, message), (world.Status.State, ready.Reason, ready.Message));
        Assert.Equal(TimeSpan.FromMinutes(5), waiting.RequeueAfter);

        world.Now += TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1);
        Assert.Equal(TimeSpan.FromSeconds(1), world.Settle().RequeueAfter);
        Assert.Equal(JobState.Queued, world.Status.State);

        world.Now += TimeSpan.FromSeconds(1);
        // The status first: a Job that is gone could not say why.
        Assert.DoesNotContain(world.Decide().Children, c => c is ChildAction.Delete);
        world.Settle();
        ready = world.Get(Conditions.Ready);
        Assert.Equal(
            (JobState.Failed, Reasons.PendingTimeout, 1),
            (world.Status.State, ready.Reason, world.Status.Attempt)
        );
        Assert.Equal($"No pod started within runner.pendingTimeout (5m): {message}", ready.Message);
        Assert.Equal("True", world.Condition(Conditions.Stalled));
        // Nothing holds a GPU.
        Assert.Empty(world.Children);
    }

    /// <summary>The kubelet's first tries may fail because its caches are behind.</summary>
    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, "configmap not found")]
    public void Mount_that_keeps_failing_is_told(int times, string? told) =>
        Assert.Equal(
            told,
            MountFailures.Latest([
                new Eventsv1Event
                {
                    Metadata = new V1ObjectMeta { Name = "a" },
                    Note = "configmap not found",
                    DeprecatedCount = times,
                },
            ])
        );

    [Fact]
    public void Pod_that_has_started_is_not_given_up()
    {
        var world = Begun();
        world.StartPod();
        Assert.Null(world.Settle().RequeueAfter);
        world.Now += TimeSpan.FromHours(1);
        world.Settle();
        Assert.Equal(JobState.Running, world.Status.State);
    }

    [Fact]
    public void Without_a_limit_a_pod_may_wait_for_ever()
    {
        var world = new World();
        world.Settle();
        world.BeginJob();
        world.Unschedulable(NoGpu);
        Assert.Null(world.Settle().RequeueAfter);
        world.Now += TimeSpan.FromDays(400);
        world.Settle();
        Assert.Equal(JobState.Queued, world.Status.State);
    }

    [Theory]
    [InlineData("{}", 600)]
    [InlineData("""{"runner":{"pendingTimeout":"999999h999999m99999s"}}""", 3660096339)]
    public void Default_of_the_operator_is_overridden_and_the_longest_limit_is_taken(string spec, long seconds)
    {
        var world = new World(SpecWalk.Merged("""{"compose":{}}""", spec).ToJsonString())
        {
            Defaults = new() { StoreUri = "s3://b", PendingTimeout = TimeSpan.FromMinutes(10) },
        };
        world.Settle();
        world.BeginJob();
        Assert.Equal(TimeSpan.FromSeconds(seconds), world.Settle().RequeueAfter);
    }

    [Fact]
    public void Waiting_in_the_queue_does_not_count()
    {
        var world = new World("""{"compose":{},"runner":{"pendingTimeout":"5m","queueName":"studio"}}""");
        world.Settle();
        world.SuspendJob();
        world.Now += TimeSpan.FromDays(3);
        Assert.Null(world.Settle().RequeueAfter);
        Assert.Equal(JobState.Queued, world.Status.State);

        world.ResumeJob();
        Assert.Equal(TimeSpan.FromMinutes(5), world.Settle().RequeueAfter);
        world.Now += TimeSpan.FromMinutes(5);
        world.Settle();
        Assert.Equal(Reasons.PendingTimeout, world.Get(Conditions.Ready).Reason);
    }

    [Fact]
    public void Job_that_its_controller_has_not_seen_holds_nothing_and_is_waited_for()
    {
        var world = new World(Limited);
        world.Settle();
        world.Now += TimeSpan.FromHours(1);
        Assert.Null(world.Settle().RequeueAfter);
        Assert.Equal(JobState.Queued, world.Status.State);
    }

    [Fact]
    public void Retry_has_the_whole_time_from_its_own_pod()
    {
        var world = Begun();
        world.StartPod();
        world.Settle();
        world.EndPod(1);
        world.CountFailure();
        world.Now += TimeSpan.FromMinutes(20);
        // Back-off between attempts.
        Assert.Null(world.Settle().RequeueAfter);
        Assert.Equal(JobState.Retrying, world.Status.State);

        world.Unschedulable(NoGpu);
        Assert.Equal(TimeSpan.FromMinutes(5), world.Settle().RequeueAfter);
        world.Now += TimeSpan.FromMinutes(5);
        world.Settle();
        Assert.Equal((JobState.Failed, 1), (world.Status.State, world.Status.Attempt));
    }

    [Fact]
    public void Retry_whose_pod_is_refused_is_given_up_too()
    {
        var world = Begun();
        world.StartPod();
        world.Settle();
        world.EndPod(1);
        world.CountFailure();
        world.Now += TimeSpan.FromMinutes(20);
        world.PodRefusal = new("exceeded quota: q", world.Now) { Since = world.Now };
        Assert.Equal(TimeSpan.FromMinutes(5), world.Settle().RequeueAfter);
        world.Now += TimeSpan.FromMinutes(5);
        world.PodRefusal = world.PodRefusal with { At = world.Now };
        world.Settle();
        Assert.Contains("exceeded quota: q", world.Get(Conditions.Ready).Message, StringComparison.Ordinal);
        Assert.Equal(JobState.Failed, world.Status.State);
    }

    [Fact]
    public void Contact_sheet_whose_pod_does_not_start_fails_the_storyboard()
    {
        var world = new BoardWorld(
            """{"shots":[{"text":"Rain falls."}],"template":{"runner":{"pendingTimeout":"5m"}}}"""
        );
        world.Settle();
        world.End(0, JobState.Completed);
        world.Settle();
        world.Children[0] = world.Children[0] with { Status = new V1JobStatus { StartTime = world.Now.UtcDateTime } };
        Assert.Equal(TimeSpan.FromMinutes(5), world.Settle().RequeueAfter);
        world.Now += TimeSpan.FromMinutes(5);
        world.Settle();
        Assert.Equal(JobState.Failed, world.Status.State);
        Assert.Contains(
            "No pod started within runner.pendingTimeout (5m)",
            world.Status.Conditions!.Single(c => c.Type == Conditions.Ready).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(world.Children);
    }

    private static World Begun()
    {
        var world = new World(Limited);
        world.Settle();
        world.BeginJob();
        return world;
    }
}
