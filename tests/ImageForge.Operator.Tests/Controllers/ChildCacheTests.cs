using System.Text.Json;
using ImageForge.Api;
using ImageForge.Planning.Pods;
using k8s.Models;
using Xunit;

namespace ImageForge.Operator.Tests.Controllers;

/// <summary>What the caches keep of the operator's children.</summary>
public sealed class ChildCacheTests
{
    [Fact]
    public void A_Job_is_kept_with_its_state_and_without_its_pod_template()
    {
        var job = new V1Job
        {
            Metadata = Metadata(),
            Spec = new V1JobSpec
            {
                BackoffLimit = 3,
                Suspend = true,
                Template = new V1PodTemplateSpec { Metadata = new V1ObjectMeta { Name = "template" } },
            },
            Status = new V1JobStatus { Failed = 2, Conditions = [new() { Type = "Failed", Status = "True" }] },
        };
        var kept = Kept(job, ApiResources.Children.Reads!);
        Assert.Null(kept.Spec!.Template);
        Assert.Equal((3, true, 2), (kept.Spec.BackoffLimit, kept.Spec.Suspend, kept.Status!.Failed));
        Assert.Equal("Failed", Assert.Single(kept.Status.Conditions!).Type);
        Assert.Equal(("studio", null), (kept.Metadata.Labels![Labels.KueueQueue], kept.Metadata.Finalizers));
        Known(kept.Metadata);
    }

    [Fact]
    public void A_pod_is_kept_with_its_result_and_limits_and_without_its_volumes()
    {
        var pod = new V1Pod
        {
            Metadata = Metadata(),
            Spec = new V1PodSpec
            {
                ActiveDeadlineSeconds = 60,
                Containers =
                [
                    new()
                    {
                        Name = PodPlanner.Container,
                        Args = ["--plan"],
                        Resources = new()
                        {
                            Limits = new Dictionary<string, ResourceQuantity> { ["memory"] = new("1Gi") },
                        },
                    },
                ],
                Volumes = [new() { Name = "plan" }],
            },
            Status = new V1PodStatus
            {
                Phase = "Succeeded",
                PodIP = "10.0.0.1",
                ContainerStatuses =
                [
                    new()
                    {
                        Name = PodPlanner.Container,
                        Image = "runner",
                        ImageID = "",
                        State = new()
                        {
                            Terminated = new() { ExitCode = 0, Message = "done" },
                        },
                    },
                ],
            },
        };
        var kept = Kept(pod, ApiResources.Pods.Reads!);
        var container = Assert.Single(kept.Spec!.Containers);
        Assert.Null(kept.Spec.Volumes);
        Assert.Null(container.Args);
        Assert.Equal(
            (PodPlanner.Container, "1Gi"),
            (container.Name, container.Resources!.Limits!["memory"].ToString())
        );
        Assert.Equal((60, "10.0.0.1"), (kept.Spec.ActiveDeadlineSeconds, kept.Status!.PodIP));
        Assert.Null(kept.Metadata.Labels);
        Assert.Single(kept.Metadata.Finalizers!);
        Assert.Equal("done", kept.Status.ContainerStatuses![0].State!.Terminated!.Message);
        Known(kept.Metadata);
    }

    private static V1ObjectMeta Metadata() =>
        new()
        {
            Name = "a",
            NamespaceProperty = "studio",
            Uid = "u",
            ResourceVersion = "7",
            Labels = new Dictionary<string, string> { [Labels.KueueQueue] = "studio" },
            Finalizers = ["batch.kubernetes.io/job-tracking"],
            GenerateName = "a-",
            Annotations = new Dictionary<string, string> { [Labels.FirstAttempt] = "2" },
            OwnerReferences =
            [
                new()
                {
                    ApiVersion = "v1",
                    Kind = "K",
                    Name = "o",
                    Uid = "ou",
                    Controller = true,
                },
            ],
        };

    private static void Known(V1ObjectMeta kept)
    {
        Assert.Null(kept.GenerateName);
        Assert.Equal(("a", "studio", "u", "7"), (kept.Name, kept.NamespaceProperty, kept.Uid, kept.ResourceVersion));
        Assert.Equal("2", kept.Annotations![Labels.FirstAttempt]);
        Assert.True(Assert.Single(kept.OwnerReferences!).Controller);
    }

    private static T Kept<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> reads) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(value, CoreJson.Of<T>()), reads)!;
}
