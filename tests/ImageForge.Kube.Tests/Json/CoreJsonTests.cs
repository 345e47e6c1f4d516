using System.Text.Json;
using ImageForge.Api.Core;
using Xunit;

namespace ImageForge.Kube.Tests.Json;

/// <summary>How built-in kinds are written.</summary>
public sealed class CoreJsonTests
{
    private static readonly DateTimeOffset Moment = new DateTimeOffset(
        2026,
        1,
        2,
        5,
        4,
        5,
        TimeSpan.FromHours(2)
    ).AddTicks(1_234_567);

    [Fact]
    public void Lease_times_have_six_decimals_and_others_none()
    {
        var lease = new Lease
        {
            Metadata = new ObjectMeta { Name = "op", CreationTimestamp = Moment },
            Spec = new LeaseSpec { HolderIdentity = "", RenewTime = Moment },
        };
        Assert.Equal(
            """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"op","creationTimestamp":"2026-01-02T03:04:05Z"},"spec":{"holderIdentity":"","renewTime":"2026-01-02T03:04:05.123456Z"}}""",
            JsonSerializer.Serialize(lease, CoreJson.Default.Lease)
        );
    }

    [Fact]
    public void Names_are_Kubernetes_own()
    {
        var json = JsonSerializer.Serialize(
            new Pod
            {
                Spec = new PodSpec
                {
                    Containers =
                    [
                        new Container { Name = "c", Ports = [new ContainerPort { ContainerPortNumber = 8080 }] },
                    ],
                    SecurityContext = new PodSecurityContext { FsGroup = 7 },
                },
                Status = new PodStatus { PodIP = "127.1.2.3", HostIP = "127.0.0.1" },
            },
            CoreJson.Default.Pod
        );
        Assert.Contains("\"containerPort\":8080", json, StringComparison.Ordinal);
        Assert.Contains("\"fsGroup\":7", json, StringComparison.Ordinal);
        Assert.Contains("\"podIP\":\"127.1.2.3\"", json, StringComparison.Ordinal);
        Assert.Contains("\"hostIP\":", json, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_without_metadata_has_empty_metadata() =>
        Assert.Equal(new ObjectMeta(), JsonSerializer.Deserialize("{}", CoreJson.Default.ConfigMap)!.Metadata);
}
