using ImageForge.Planning.Pods;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Pods;

public sealed class PodAttemptsTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Pods_are_numbered_in_the_order_of_their_creation() =>
        Assert.Equal([("a", 1), ("b", 2), ("c", 3)], Numbered(Job(), Running("c", 2), Failed("a", 0), Failed("b", 1)));

    [Fact]
    public void A_pod_that_replaces_a_disrupted_one_has_its_number() =>
        Assert.Equal(
            [("a", 1), ("b", 1), ("c", 2)],
            Numbered(Job(), Disrupted("a", 0), Failed("b", 1), Running("c", 2))
        );

    [Fact]
    public void A_recreated_job_goes_on_counting() =>
        Assert.Equal([("a", 4), ("b", 5)], Numbered(Job(annotation: "4"), Failed("a", 0), Running("b", 1)));

    [Fact]
    public void Failed_pods_that_are_gone_count() =>
        Assert.Equal([("c", 3)], Numbered(Job(failed: 2), Running("c", 2)));

    [Fact]
    public void Pods_of_others_are_left_out()
    {
        var other = Running("x", 0);
        other.Metadata.OwnerReferences[0].Uid = "other";
        Assert.Equal([("a", 1)], Numbered(Job(), other, Running("a", 1)));
    }

    private static IEnumerable<(string, int)> Numbered(V1Job job, params V1Pod[] pods) =>
        PodAttempts.Of(job, pods).Select(pod => (pod.Pod.Metadata.Name, pod.Attempt));

    private static V1Job Job(int failed = 0, string? annotation = null) =>
        new()
        {
            Metadata = new()
            {
                Uid = "job",
                Annotations = annotation is null
                    ? null
                    : new Dictionary<string, string> { [Labels.FirstAttempt] = annotation },
            },
            Status = new() { Failed = failed },
        };

    private static V1Pod Running(string name, int second) => Pod(name, second, new() { Phase = "Running" });

    private static V1Pod Failed(string name, int second) =>
        Pod(
            name,
            second,
            new()
            {
                Phase = "Failed",
                ContainerStatuses =
                [
                    new()
                    {
                        Name = PodPlanner.Container,
                        Image = "i",
                        ImageID = "i",
                        Ready = false,
                        RestartCount = 0,
                        State = new() { Terminated = new() { ExitCode = 1 } },
                    },
                ],
            }
        );

    private static V1Pod Disrupted(string name, int second)
    {
        var pod = Failed(name, second);
        pod.Status.Conditions = [new() { Type = "DisruptionTarget", Status = "True" }];
        return pod;
    }

    private static V1Pod Pod(string name, int second, V1PodStatus status) =>
        new()
        {
            Metadata = new()
            {
                Name = name,
                CreationTimestamp = Start.AddSeconds(second),
                OwnerReferences =
                [
                    new()
                    {
                        ApiVersion = "batch/v1",
                        Kind = "Job",
                        Name = "j",
                        Uid = "job",
                        Controller = true,
                    },
                ],
            },
            Status = status,
        };
}
