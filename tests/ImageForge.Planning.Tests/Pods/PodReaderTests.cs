using ImageForge.Api;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Pods;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Pods;

public class PodReaderTests
{
    [Fact]
    public void New_pod_is_starting() => Assert.IsType<PodReading.Starting>(PodReader.Read(new V1Pod()));

    [Fact]
    public void Container_being_created_is_starting() =>
        Assert.IsType<PodReading.Starting>(PodReader.Read(Waiting("ContainerCreating", null)));

    [Fact]
    public void Running_container_is_working() =>
        Assert.IsType<PodReading.Running>(PodReader.Read(With(new() { Running = new() })));

    [Theory]
    [InlineData("ErrImagePull", "not found", Reasons.PodNotStarting)]
    [InlineData("ImagePullBackOff", null, Reasons.PodNotStarting)]
    [InlineData("CreateContainerConfigError", "secret \"s3\" not found", Reasons.SecretNotFound)]
    [InlineData(
        "CreateContainerConfigError",
        "couldn't find key accessKey in Secret studio/s3",
        Reasons.SecretNotFound
    )]
    [InlineData(
        "CreateContainerConfigError",
        "container has runAsNonRoot and image will run as root",
        Reasons.PodNotStarting
    )]
    [InlineData("RunContainerError", "exec format error", Reasons.PodNotStarting)]
    public void Blocked_containers_say_by_what(string waiting, string? message, string reason)
    {
        var blocked = Assert.IsType<PodReading.Blocked>(PodReader.Read(Waiting(waiting, message)));
        Assert.Equal(reason, blocked.Reason);
        Assert.Contains(message ?? waiting, blocked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unschedulable_pod_is_blocked_with_the_scheduler_s_words()
    {
        var pod = new V1Pod
        {
            Status = new()
            {
                Phase = "Pending",
                Conditions =
                [
                    new()
                    {
                        Type = "PodScheduled",
                        Status = "False",
                        Reason = "Unschedulable",
                        Message = "0/3 nodes are available: 3 Insufficient nvidia.com/gpu.",
                    },
                ],
            },
        };
        var blocked = Assert.IsType<PodReading.Blocked>(PodReader.Read(pod));
        Assert.Equal(Reasons.Unschedulable, blocked.Reason);
        Assert.Contains("Insufficient nvidia.com/gpu", blocked.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Segmentation fault")]
    [InlineData("{\"planHash\":")]
    [InlineData("[]")]
    public void Success_without_a_readable_message_has_none(string? message) =>
        Assert.Null(Assert.IsType<PodReading.Succeeded>(PodReader.Read(Ended(0, message))).Message);

    [Fact]
    public void Failure_carries_the_runner_s_reason()
    {
        var message =
            """{"planHash":"sha256:1","error":{"reason":"StoreUnreachable","message":"connection refused"}}""";
        var ended = Assert.IsType<PodReading.Ended>(PodReader.Read(Ended(1, message)));
        Assert.Equal(nameof(RunErrorReason.StoreUnreachable), ended.Reason);
        Assert.Equal("connection refused", ended.Explanation);
    }

    [Theory]
    [InlineData(1, "exited with code 1")]
    [InlineData(2, "bad input")]
    [InlineData(137, "killed")]
    [InlineData(143, "stopped")]
    public void Failure_without_message_tells_the_exit_code(int code, string text) =>
        Assert.Contains(
            text,
            Assert.IsType<PodReading.Ended>(PodReader.Read(Ended(code, null))).Explanation,
            StringComparison.Ordinal
        );

    [Fact]
    public void Out_of_memory_names_the_remedy()
    {
        var pod = With(
            new()
            {
                Terminated = new() { ExitCode = 137, Reason = "OOMKilled" },
            }
        );
        var ended = Assert.IsType<PodReading.Ended>(PodReader.Read(pod));
        Assert.Equal((Reasons.OOMKilled, AfterEnd.End), (ended.Reason, ended.Then));
        Assert.Contains("runner.resources.limits.memory", ended.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Evicted_pod_is_lost()
    {
        var pod = new V1Pod
        {
            Status = new()
            {
                Phase = "Failed",
                Reason = "Evicted",
                Message = "node low on memory",
            },
        };
        var ended = Assert.IsType<PodReading.Ended>(PodReader.Read(pod));
        Assert.Equal(Reasons.PodLost, ended.Reason);
        Assert.Contains("node low on memory", ended.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Usage of EmptyDir volume \"workspace\" exceeds the limit \"1Gi\". ")]
    [InlineData("Pod ephemeral local storage usage exceeds the total limit of containers 2Gi. ")]
    [InlineData("Container runner exceeded its local ephemeral storage limit \"2Gi\". ")]
    public void Evicted_for_exceeding_its_own_storage_limit_ends_the_run_with_the_kubelet_s_message(string message)
    {
        var killed = Ended(137, null);
        foreach (var status in new[] { new V1PodStatus(), killed.Status! })
        {
            var ended = Assert.IsType<PodReading.Ended>(PodReader.Read(Evicted(status, message)));
            Assert.Equal((Reasons.Evicted, AfterEnd.End), (ended.Reason, ended.Then));
            Assert.Contains(message.Trim(), ended.Explanation, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Evicted_pod_is_lost_although_its_container_was_killed()
    {
        var pod = Evicted(Ended(137, null).Status!, "The node was low on resource: memory. ");
        var ended = Assert.IsType<PodReading.Ended>(PodReader.Read(pod));
        Assert.Equal((Reasons.PodLost, AfterEnd.Retry), (ended.Reason, ended.Then));
        Assert.Contains("The node was low on resource: memory.", ended.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    // A decoder process was killed, and the runner told of it.
    [InlineData(2, true, nameof(RunErrorReason.InputUnreadable))]
    [InlineData(137, true, Reasons.OOMKilled)]
    [InlineData(1, false, Reasons.OOMKilled)]
    public void Runner_s_own_error_comes_before_a_container_s_mark_of_memory(int code, bool tells, string reason)
    {
        const string Error =
            """{"planHash":"sha256:1","error":{"reason":"InputUnreadable","message":"sea.tif cannot be decoded"}}""";
        var pod = With(
            new()
            {
                Terminated = new()
                {
                    ExitCode = code,
                    Message = tells ? Error : null,
                    Reason = "OOMKilled",
                },
            }
        );
        Assert.Equal(reason, Assert.IsType<PodReading.Ended>(PodReader.Read(pod)).Reason);
    }

    private static V1Pod Evicted(V1PodStatus status, string message) =>
        new() { Status = status with { Phase = "Failed", Reason = "Evicted", Message = message } };

    private static V1Pod Waiting(string reason, string? message) =>
        With(
            new()
            {
                Waiting = new() { Reason = reason, Message = message },
            }
        );

    private static V1Pod Ended(int code, string? message) =>
        With(
            new()
            {
                Terminated = new() { ExitCode = code, Message = message },
            }
        );

    private static V1Pod With(V1ContainerState state) =>
        new()
        {
            Status = new()
            {
                ContainerStatuses = [new V1ContainerStatus { Name = PodPlanner.Container, State = state }],
            },
        };
}
