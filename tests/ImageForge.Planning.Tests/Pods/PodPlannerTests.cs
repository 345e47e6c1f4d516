using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Pods;

public class PodPlannerTests
{
    [Fact]
    public void Pod_meets_pod_security_restricted_and_has_no_token()
    {
        var pod = Job("""{"compose":{}}""").Spec!.Template.Spec!;
        Assert.False(pod.AutomountServiceAccountToken);
        Assert.True(pod.SecurityContext!.RunAsNonRoot);
        Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile!.Type);
        var container = Assert.Single(pod.Containers);
        Assert.False(container.SecurityContext!.AllowPrivilegeEscalation);
        Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities!.Drop!);
        Assert.Equal("Never", pod.RestartPolicy);
        Assert.Equal(["--plan", "/etc/imageforge/plan.json"], container.Args!);
    }

    [Fact]
    public void Telemetry_changes_the_pods_environment_and_not_the_plan()
    {
        var traced = new OperatorDefaults
        {
            StoreUri = "s3://b",
            Telemetry = new("http://otel:4318") { Protocol = "http/protobuf", HeadersSecret = "otel" },
        };
        var without = Given.Job("""{"compose":{}}""");
        var with = without with
        {
            Metadata = without.Metadata with
            {
                Annotations = new Dictionary<string, string>
                {
                    [Labels.TraceParent] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                },
            },
        };
        var expected = Plan(without, new OperatorDefaults { StoreUri = "s3://b" });
        var plan = Plan(with, traced);
        Assert.Equal(expected.PlanHash, plan.PlanHash);
        Assert.Equal(
            PodPlanner.ConfigMap(expected, Owners.Of(without)).Data!,
            PodPlanner.ConfigMap(plan, Owners.Of(with)).Data!
        );

        var untraced = Job("""{"compose":{}}""").Spec!.Template.Spec!.Containers[0].Env!.Select(e => e.Name).ToList();
        Assert.DoesNotContain(untraced, name => name.StartsWith("OTEL_", StringComparison.Ordinal));
        Assert.DoesNotContain("TRACEPARENT", untraced);
        var job = Job("""{"compose":{}}""", traced);
        var env = job.Spec!.Template.Spec!.Containers[0].Env!;
        Assert.Equal("http://otel:4318", env.Single(e => e.Name == "OTEL_EXPORTER_OTLP_ENDPOINT").Value);
        Assert.Equal(
            "metadata.annotations['imageforge.dev/traceparent']",
            env.Single(e => e.Name == "TRACEPARENT").ValueFrom!.FieldRef!.FieldPath
        );
        var headers = env.Single(e => e.Name == "OTEL_EXPORTER_OTLP_HEADERS");
        Assert.Null(headers.Value);
        Assert.Equal(("otel", true), (headers.ValueFrom!.SecretKeyRef!.Name, headers.ValueFrom.SecretKeyRef.Optional));
        Assert.StartsWith(
            $"k8s.job.name={job.Metadata.Name},",
            env.Single(e => e.Name == "OTEL_RESOURCE_ATTRIBUTES").Value,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Bad_input_fails_the_Job_and_evictions_do_not_count()
    {
        var spec = Job("""{"compose":{},"runner":{"retries":5,"activeDeadlineSeconds":30}}""").Spec!;
        Assert.Equal(5, spec.BackoffLimit);
        Assert.Null(spec.ActiveDeadlineSeconds);
        Assert.Equal(30, spec.Template.Spec!.ActiveDeadlineSeconds);
        Assert.Equal("Failed", spec.PodReplacementPolicy);
        Assert.Equal(["Ignore", "FailJob"], spec.PodFailurePolicy!.Rules.Select(r => r.Action));
        Assert.Equal([2, 3], spec.PodFailurePolicy.Rules[1].OnExitCodes!.Values);
    }

    [Fact]
    public void Job_is_owned_labelled_and_named_after_its_plan()
    {
        var job = Job("""{"compose":{}}""");
        var owner = Assert.Single(job.Metadata.OwnerReferences!);
        Assert.Equal(("GenerationJob", Given.Uid, true), (owner.Kind, owner.Uid, owner.Controller));
        Assert.Equal("night-market", job.Metadata.Labels![Labels.Job]);
        Assert.Equal(Given.Uid, job.Spec!.Template.Metadata!.Labels![Labels.OwnerUid]);
        Assert.Equal(job.Metadata.Name, job.Spec.Template.Spec!.Volumes![0].ConfigMap!.Name);
    }

    [Fact]
    public void Credentials_come_from_the_Secret_and_are_nowhere_else()
    {
        var env = Job("""{"compose":{},"output":{"storage":{"uri":"s3://b","secretRef":{"name":"s3"}}}}""")
            .Spec!.Template.Spec!.Containers[0]
            .Env!;
        var key = env.Single(e => e.Name == "AWS_ACCESS_KEY_ID").ValueFrom!.SecretKeyRef!;
        Assert.Equal(("s3", "AWS_ACCESS_KEY_ID"), (key.Name, key.Key));
        Assert.True(env.Single(e => e.Name == "AWS_SESSION_TOKEN").ValueFrom!.SecretKeyRef!.Optional);
    }

    [Fact]
    public void Networks_that_the_operator_allows_are_told_to_the_runner()
    {
        Assert.DoesNotContain(Environment(new() { StoreUri = "s3://b" }), e => e.Name == "IMAGEFORGE_ALLOW_INPUT_CIDR");
        var allowed = Environment(new() { StoreUri = "s3://b", AllowInputCidrs = ["10.0.0.0/8", "fd12::/16"] });
        Assert.Equal("10.0.0.0/8,fd12::/16", allowed.Single(e => e.Name == "IMAGEFORGE_ALLOW_INPUT_CIDR").Value);

        static IList<V1EnvVar> Environment(OperatorDefaults defaults) =>
            Job("""{"compose":{}}""", defaults).Spec!.Template.Spec!.Containers[0].Env!;
    }

    [Fact]
    public void Gpu_is_a_limit_of_the_extended_resource() =>
        Assert.Equal(
            "2",
            Job("""{"compose":{},"runner":{"gpu":{"count":2}}}""")
                .Spec!.Template.Spec!.Containers[0]
                .Resources!.Limits!["nvidia.com/gpu"]
        );

    [Theory]
    [InlineData("{}", "500m", "300Mi", "512Mi", null)]
    [InlineData("""{"resources":{"requests":{"cpu":"2"}}}""", "2", "300Mi", "512Mi", null)]
    [InlineData("""{"resources":{"limits":{"cpu":"200m"}}}""", "200m", "300Mi", "512Mi", "200m")]
    [InlineData("""{"resources":{"requests":{"memory":"8Gi"}}}""", "500m", "8Gi", "8Gi", null)]
    [InlineData("""{"resources":{"limits":{"memory":"280Mi"}}}""", "500m", "280Mi", "280Mi", null)]
    [InlineData(
        """{"resources":{"requests":{"memory":"1Gi"},"limits":{"memory":"2Gi"}}}""",
        "500m",
        "1Gi",
        "2Gi",
        null
    )]
    public void What_the_user_says_of_resources_wins_and_the_rest_fits_it(
        string runner,
        string cpu,
        string memory,
        string limit,
        string? cpuLimit
    )
    {
        var resources = Job($$"""{"compose":{},"runner":{{runner}}}""").Spec!.Template.Spec!.Containers[0].Resources!;
        Assert.Equal((cpu, memory), ($"{resources.Requests["cpu"]}", $"{resources.Requests["memory"]}"));
        Assert.Equal(
            (limit, cpuLimit),
            ($"{resources.Limits["memory"]}", resources.Limits.TryGetValue("cpu", out var most) ? $"{most}" : null)
        );
    }

    [Fact]
    public void The_workspace_has_an_end() =>
        Assert.Equal(
            "1Gi",
            Job("""{"compose":{}}""")
                .Spec!.Template.Spec!.Volumes!.Single(v => v.Name == "workspace")
                .EmptyDir!.SizeLimit
        );

    [Fact]
    public void The_image_has_the_version_of_the_operator() =>
        Assert.Matches(
            @"^imageforge/runner:\d+\.\d+\.\d+$",
            Job("""{"compose":{}}""").Spec!.Template.Spec!.Containers[0].Image
        );

    [Fact]
    public void Claim_is_mounted()
    {
        var pod = Job("""{"compose":{},"output":{"storage":{"uri":"pvc://renders"}}}""").Spec!.Template.Spec!;
        Assert.Equal("renders", pod.Volumes!.Single(v => v.Name == "store").PersistentVolumeClaim!.ClaimName);
        Assert.Equal("/store", pod.Containers[0].VolumeMounts!.Single(m => m.Name == "store").MountPath);
    }

    [Fact]
    public void ConfigMaps_and_claims_of_images_are_mounted_once_and_read_only()
    {
        var pod = Job(
            """
            {"compose":{"background":{"image":{"uri":"pvc://photos/2026/sea.png"}},"layers":[
              {"name":"logo","image":{"configMap":{"name":"brand","key":"logo.png"}}},
              {"name":"seal","color":"#ffffff","mask":{"image":{"configMap":{"name":"brand","key":"seal.png"}}}}]}}
            """
        ).Spec!.Template.Spec!;
        var inputs = pod.Volumes!.Where(v => v.Name.StartsWith("input-", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, inputs.Count);
        Assert.Equal(("brand", true), (inputs[0].ConfigMap!.Name, inputs[0].ConfigMap!.Optional));
        Assert.Equal(
            ("photos", true),
            (inputs[1].PersistentVolumeClaim!.ClaimName, inputs[1].PersistentVolumeClaim!.ReadOnlyProperty)
        );
        var container = pod.Containers[0];
        Assert.Equal(
            [("/inputs/0", true), ("/inputs/1", true)],
            container
                .VolumeMounts!.Where(m => m.Name.StartsWith("input-", StringComparison.Ordinal))
                .Select(m => (m.MountPath, m.ReadOnlyProperty == true))
        );
        Assert.Equal("configmap://brand=/inputs/0", container.Env!.Single(e => e.Name == "IMAGEFORGE_MOUNT_0").Value);
        Assert.Equal("pvc://photos=/inputs/1", container.Env!.Single(e => e.Name == "IMAGEFORGE_MOUNT_1").Value);
    }

    [Fact]
    public void ConfigMaps_of_fonts_are_mounted_as_those_of_images()
    {
        var pod = Job(
            """
            {"compose":{"layers":[{"name":"title","text":{"content":"a","fonts":[
              {"source":{"configMap":{"name":"fonts","key":"a.ttf"}}},{"source":{"configMap":{"name":"fonts","key":"b.ttf"}}}]}}]}}
            """
        ).Spec!.Template.Spec!;
        var input = Assert.Single(pod.Volumes!, v => v.Name.StartsWith("input-", StringComparison.Ordinal));
        Assert.Equal("fonts", input.ConfigMap!.Name);
        Assert.Equal(
            "configmap://fonts=/inputs/0",
            pod.Containers[0].Env!.Single(e => e.Name == "IMAGEFORGE_MOUNT_0").Value
        );
    }

    [Fact]
    public void Queue_and_its_topology_are_labels_of_the_Job_and_annotations_of_the_pod()
    {
        var job = Job(
            """{"compose":{},"runner":{"queueName":"studio","queuePriorityClass":"high","queueTopology":{"required":"a.b/rack"}}}"""
        );
        Assert.Equal("studio", job.Metadata.Labels!["kueue.x-k8s.io/queue-name"]);
        Assert.Equal("high", job.Metadata.Labels["kueue.x-k8s.io/priority-class"]);
        var pod = job.Spec!.Template.Metadata!;
        Assert.Equal("a.b/rack", pod.Annotations!["kueue.x-k8s.io/podset-required-topology"]);
        // Kueue queues what has the label: the Job, not its pod.
        Assert.DoesNotContain("kueue.x-k8s.io/queue-name", pod.Labels!.Keys);
        Assert.Null(Job("""{"compose":{}}""").Spec!.Template.Metadata!.Annotations);
    }

    [Fact]
    public void Claims_of_devices_are_those_of_the_pod_and_its_container()
    {
        var defaults = new OperatorDefaults { StoreUri = "s3://b", RunnerGpuImage = "runner:cuda" };
        const string Claimed =
            """{"compose":{},"runner":{"resourceClaims":[{"name":"gpu","resourceClaimTemplateName":"h200","request":"one"},{"name":"nic","resourceClaimName":"ib"}]GPU}}""";
        var pod = Job(Claimed.Replace("GPU", "", StringComparison.Ordinal), defaults).Spec!.Template.Spec!;
        Assert.Equal(
            ["gpu//h200", "nic/ib/"],
            pod.ResourceClaims!.Select(c => $"{c.Name}/{c.ResourceClaimName}/{c.ResourceClaimTemplateName}")
        );
        var container = pod.Containers[0];
        Assert.Equal(["gpu/one", "nic/"], container.Resources!.Claims!.Select(c => $"{c.Name}/{c.Request}"));
        Assert.DoesNotContain("nvidia.com/gpu", container.Resources.Limits!.Keys);
        Assert.Equal("runner:cuda", container.Image);
        var other = Claimed.Replace(
            "GPU",
            ""","gpu":{"count":0,"resourceName":"amd.com/gpu"}""",
            StringComparison.Ordinal
        );
        Assert.Equal(defaults.RunnerImage, Job(other, defaults).Spec!.Template.Spec!.Containers[0].Image);
    }

    [Fact]
    public void Additions_change_the_pod_and_neither_its_rights_nor_the_plan()
    {
        var defaults = new OperatorDefaults { StoreUri = "s3://b", ServiceAccountNames = ["renders"] };
        const string Added = """
            {"compose":{},"runner":{"serviceAccountName":"renders","podTemplate":{
              "labels":{"team":"film","app.example.com/x":"y"},"annotations":{"note":"a"},
              "affinity":{"nodeAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":5,"preference":{"matchExpressions":[{"key":"disk","operator":"Exists"}]}}]}},
              "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway"}],
              "env":[{"name":"TZ","value":"$(AWS_SECRET_ACCESS_KEY) $$(POD_IP) $x"}],
              "volumes":[{"name":"ca","configMap":{"name":"ca","optional":true}},{"name":"data","persistentVolumeClaim":{"claimName":"d","readOnly":true}},
                         {"name":"scratch","emptyDir":{}},
                         {"name":"fast","ephemeral":{"volumeClaimTemplate":{"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"nvme","resources":{"requests":{"storage":"20Gi"}}}}}}],
              "volumeMounts":[{"name":"ca","mountPath":"/mnt/ca","readOnly":true},{"name":"data","mountPath":"/data","subPath":"x"}]}}}
            """;
        var (job, plain) = (Given.Job(Added), Given.Job("""{"compose":{}}"""));
        Assert.Equal(Plan(plain, defaults).PlanHash, Plan(job, defaults).PlanHash);
        var pod = Job(Added, defaults).Spec!.Template;
        var bare = Job("""{"compose":{}}""", defaults).Spec!.Template;
        Assert.Equal(("film", "night-market"), (pod.Metadata!.Labels!["team"], pod.Metadata.Labels[Labels.Job]));
        Assert.Equal("a", pod.Metadata.Annotations!["note"]);
        var spec = pod.Spec!;
        Assert.Equal(5, spec.Affinity!.NodeAffinity!.PreferredDuringSchedulingIgnoredDuringExecution!.Single().Weight);
        Assert.Equal("zone", spec.TopologySpreadConstraints!.Single().TopologyKey);
        // As Kubernetes expands it, this is the text of the user.
        Assert.Equal(
            "$$(AWS_SECRET_ACCESS_KEY) $$$$(POD_IP) $$x",
            spec.Containers[0].Env!.Single(v => v.Name == "TZ").Value
        );
        var volumes = spec.Volumes!.ToDictionary(v => v.Name);
        Assert.Equal(("ca", true), (volumes["ca"].ConfigMap!.Name, volumes["ca"].ConfigMap!.Optional));
        Assert.Equal(
            ("d", true),
            (volumes["data"].PersistentVolumeClaim!.ClaimName, volumes["data"].PersistentVolumeClaim!.ReadOnlyProperty)
        );
        Assert.Equal("1Gi", volumes["scratch"].EmptyDir!.SizeLimit);
        var claim = volumes["fast"].Ephemeral!.VolumeClaimTemplate.Spec;
        Assert.Equal(("nvme", "20Gi"), (claim.StorageClassName, claim.Resources!.Requests!["storage"].ToString()));
        Assert.Equal(["ReadWriteOnce"], claim.AccessModes!);
        Assert.Equal("x", spec.Containers[0].VolumeMounts!.Single(m => m.MountPath == "/data").SubPath);

        // The rest is as without.
        Assert.Equal(("renders", false), (spec.ServiceAccountName, spec.AutomountServiceAccountToken));
        Assert.Equal(
            Text(bare.Spec!),
            Text(
                spec with
                {
                    ServiceAccountName = null,
                    Affinity = null,
                    TopologySpreadConstraints = null,
                    Volumes = [.. spec.Volumes!.Take(bare.Spec!.Volumes!.Count)],
                    Containers =
                    [
                        spec.Containers[0] with
                        {
                            Env = [.. spec.Containers[0].Env!.Where(v => v.Name != "TZ")],
                            VolumeMounts =
                            [
                                .. spec.Containers[0].VolumeMounts!.Take(bare.Spec.Containers[0].VolumeMounts!.Count),
                            ],
                        },
                    ],
                }
            )
        );

        static string Text(V1PodSpec value) =>
            System.Text.Json.JsonSerializer.Serialize(value, Api.CoreJson.Of<V1PodSpec>());
    }

    [Fact]
    public void ConfigMap_is_immutable_and_gives_the_plan_back()
    {
        var job = Given.Job("""{"compose":{}}""");
        var plan = Assert
            .IsType<Resolution.Ready>(JobResolver.Resolve(job, null, new OperatorDefaults { StoreUri = "s3://b" }))
            .Plan;
        var map = PodPlanner.ConfigMap(plan, Owners.Of(job));
        Assert.True(map.Immutable);
        Assert.Equal(plan.PlanHash, PodPlanner.ReadPlan(map)!.PlanHash);
        Assert.Null(PodPlanner.ReadPlan(map with { Data = null }));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"planHash":"sha256:0","work":null}""")]
    [InlineData("""{"planHash":"sha256:0","work":{}}""")]
    [InlineData("""{"planHash":"sha256:0","work":{"task":"Other"}}""")]
    public void A_ConfigMap_without_a_plan_of_this_version_gives_none(string json) =>
        Assert.Null(
            PodPlanner.ReadPlan(new V1ConfigMap { Data = new Dictionary<string, string> { ["plan.json"] = json } })
        );

    private static RunPlan Plan(GenerationJob job, OperatorDefaults defaults) =>
        Assert.IsType<Resolution.Ready>(JobResolver.Resolve(job, null, defaults)).Plan;

    private static V1Job Job(string spec, OperatorDefaults? defaults = null)
    {
        var job = Given.Job(spec);
        defaults ??= new OperatorDefaults { StoreUri = "s3://b" };
        var plan = Plan(job, defaults);
        var needs = StorageResolver.Needs(
            job.Spec.Output?.Storage,
            job.Spec.Runner,
            new(300 << 20, 512 << 20),
            defaults
        );
        return PodPlanner.Job(plan, Owners.Of(job), needs, defaults);
    }
}
