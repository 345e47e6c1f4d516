using System.Text;
using System.Text.Json;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Kube.Json;
using k8s;
using k8s.Models;
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

    private static readonly ResourceType<AtmosphereProfile> Profiles = new(
        "imageforge.dev",
        "v1alpha1",
        "AtmosphereProfile",
        "atmosphereprofiles",
        true,
        ApiJson.Of<AtmosphereProfile>()
    );

    [Fact]
    public void Lease_times_have_six_decimals_and_others_none()
    {
        var lease = new V1Lease
        {
            Metadata = new V1ObjectMeta { Name = "op", CreationTimestamp = Moment.UtcDateTime },
            Spec = new V1LeaseSpec { HolderIdentity = "", RenewTime = Moment.UtcDateTime },
        };
        Assert.Equal(
            """{"metadata":{"creationTimestamp":"2026-01-02T03:04:05Z","name":"op"},"spec":{"holderIdentity":"","renewTime":"2026-01-02T03:04:05.123456Z"}}""",
            JsonSerializer.Serialize(lease, CoreJson.Of<V1Lease>())
        );
    }

    [Fact]
    public void Names_are_Kubernetes_own()
    {
        var json = JsonSerializer.Serialize(
            new V1Pod
            {
                Spec = new V1PodSpec
                {
                    Containers =
                    [
                        new V1Container { Name = "c", Ports = [new V1ContainerPort { ContainerPort = 8080 }] },
                    ],
                    SecurityContext = new V1PodSecurityContext { FsGroup = 7 },
                },
                Status = new V1PodStatus { PodIP = "127.1.2.3", HostIP = "127.0.0.1" },
            },
            CoreJson.Of<V1Pod>()
        );
        Assert.Contains("\"containerPort\":8080", json, StringComparison.Ordinal);
        Assert.Contains("\"fsGroup\":7", json, StringComparison.Ordinal);
        Assert.Contains("\"podIP\":\"127.1.2.3\"", json, StringComparison.Ordinal);
        Assert.Contains("\"hostIP\":", json, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_is_read_has_metadata_and_names_its_kind() =>
        Assert.Equal(
            new V1ConfigMap
            {
                ApiVersion = "v1",
                Kind = "ConfigMap",
                Metadata = new V1ObjectMeta(),
            },
            ObjectReader.Read("{}"u8, CoreResources.ConfigMaps)
        );

    [Fact]
    public void Managed_fields_are_not_kept()
    {
        var map = ObjectReader.Read(
            """{"metadata":{"name":"a","managedFields":[{"manager":"kubectl","fieldsV1":{"f:data":{}}}]}}"""u8,
            CoreResources.ConfigMaps
        );
        Assert.Equal("a", map.Metadata.Name);
        Assert.Null(map.Metadata.ManagedFields);
        var profile = ObjectReader.Read(
            """{"metadata":{"name":"a","managedFields":[{"manager":"kubectl","fieldsV1":{"f:spec":{}}}]},"spec":{}}"""u8,
            Profiles
        );
        Assert.Equal("a", profile.Metadata.Name);
        Assert.Null(profile.Metadata.ManagedFields);
    }

    [Theory]
    [InlineData("""{"strategy":"Other"}""", "$.spec.strategy: 'Other' is unknown: ")]
    [InlineData("""{"strategy":7}""", "$.spec.strategy: not one of ")]
    [InlineData("7", "Path: $.spec")]
    public void An_object_that_cannot_be_read_is_reported_with_the_field(string spec, string error)
    {
        var json = Encoding.UTF8.GetBytes($$$"""{"spec":{{{spec}}},"metadata":{"name":"a"}}""");
        var (_, unreadable) = ObjectReader.TryRead(json, Profiles);
        Assert.Equal("a", unreadable?.Key.Name);
        Assert.Contains(error, unreadable!.Error, StringComparison.Ordinal);
    }

    /// <summary>Fails once the library writes a MicroTime as the API server wants it; then MicroTimeConverter can go.</summary>
    [Fact]
    public void The_library_leaves_the_decimals_out_of_a_time_that_ends_on_a_whole_second()
    {
        var spec = new V1LeaseSpec { RenewTime = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc) };
        Assert.Equal("""{"renewTime":"2026-01-02T03:04:05Z"}""", KubernetesJson.Serialize(spec));
        Assert.Equal(
            """{"renewTime":"2026-01-02T03:04:05.000000Z"}""",
            JsonSerializer.Serialize(spec, CoreJson.Of<V1LeaseSpec>())
        );
    }

    [Fact]
    public void Event_times_have_six_decimals_except_those_of_core_v1()
    {
        var time = Moment.UtcDateTime;
        var json = JsonSerializer.Serialize(
            new Eventsv1Event
            {
                EventTime = time,
                DeprecatedLastTimestamp = time,
                Series = new Eventsv1EventSeries { Count = 2, LastObservedTime = time },
            },
            CoreJson.Of<Eventsv1Event>()
        );
        Assert.Equal(
            """{"deprecatedLastTimestamp":"2026-01-02T03:04:05Z","eventTime":"2026-01-02T03:04:05.123456Z","series":{"count":2,"lastObservedTime":"2026-01-02T03:04:05.123456Z"}}""",
            json
        );
    }
}
