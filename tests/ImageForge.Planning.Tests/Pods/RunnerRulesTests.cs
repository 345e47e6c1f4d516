using ImageForge.Api;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Tests.Storyboards;
using Xunit;

namespace ImageForge.Planning.Tests.Pods;

public class RunnerRulesTests
{
    private static readonly OperatorDefaults Defaults = new() { StoreUri = "s3://b" };

    [Theory]
    [InlineData("""{"resources":{"requests":{"cpu":"-1"}}}""", "resources.requests[cpu] '-1' must not be negative.")]
    [InlineData(
        """{"resources":{"limits":{"memory":"-1Gi"}}}""",
        "resources.limits[memory] '-1Gi' must not be negative."
    )]
    [InlineData("""{"resources":{"requests":{"bogus":"1"}}}""", "resources.requests[bogus]: unknown resource 'bogus';")]
    [InlineData("""{"resources":{"limits":{"pods":"1"}}}""", "resources.limits[pods]: unknown resource 'pods';")]
    [InlineData("""{"resources":{"limits":{"a b":"1"}}}""", "resources.limits[a b]: unknown resource 'a b';")]
    [InlineData("""{"resources":{"limits":{"A.com/x":"1"}}}""", "resources.limits[A.com/x]: unknown resource")]
    [InlineData(
        """{"resources":{"limits":{"requests.x/y":"1"}}}""",
        "resources.limits[requests.x/y]: unknown resource"
    )]
    [InlineData("""{"resources":{"limits":{"x/y/z":"1"}}}""", "resources.limits[x/y/z]: unknown resource")]
    [InlineData("""{"resources":{"requests":{"cpu":"1x"}}}""", "resources.requests[cpu] '1x' is not a valid quantity;")]
    [InlineData("""{"resources":{"requests":{"cpu":""}}}""", "resources.requests[cpu] '' is not a valid quantity;")]
    [InlineData(
        """{"resources":{"requests":{"cpu":"2"},"limits":{"cpu":"1500m"}}}""",
        "resources.requests[cpu] '2' is above the limit of 1500m."
    )]
    [InlineData(
        """{"resources":{"limits":{"nvidia.com/gpu":"500m"}}}""",
        "resources.limits[nvidia.com/gpu] '500m' must be a whole number of devices."
    )]
    [InlineData(
        """{"resources":{"requests":{"nvidia.com/gpu":"1"},"limits":{"nvidia.com/gpu":"2"}}}""",
        "resources.requests[nvidia.com/gpu] '1' must equal the limit of 2."
    )]
    [InlineData(
        """{"resources":{"requests":{"nvidia.com/gpu":"1"}}}""",
        "resources.requests[nvidia.com/gpu] requires an equal spec.runner.resources.limits[nvidia.com/gpu]."
    )]
    [InlineData(
        """{"resources":{"limits":{"hugepages-2Mi":"3Mi"}}}""",
        "resources.limits[hugepages-2Mi] '3Mi' must be a multiple of the page size 2Mi."
    )]
    [InlineData(
        """{"gpu":{"count":2},"resources":{"limits":{"nvidia.com/gpu":"1"}}}""",
        "resources.limits[nvidia.com/gpu] '1' differs from spec.runner.gpu.count 2; remove it."
    )]
    [InlineData("""{"gpu":{"resourceName":"a..b/gpu"}}""", "gpu.resourceName 'a..b/gpu' is not a device resource;")]
    [InlineData("""{"nodeSelector":{"a b":"x"}}""", "nodeSelector: 'a b' is not a valid label key.")]
    [InlineData("""{"nodeSelector":{"a/b/c":"x"}}""", "nodeSelector: 'a/b/c' is not a valid label key.")]
    [InlineData("""{"nodeSelector":{"":"x"}}""", "nodeSelector: '' is not a valid label key.")]
    [InlineData("""{"nodeSelector":{"a":"x y"}}""", "nodeSelector[a]: 'x y' is not a valid label value.")]
    [InlineData("""{"nodeSelector":{"a":"x\n"}}""", "nodeSelector[a]: 'x\n' is not a valid label value.")]
    [InlineData("""{"queueName":"a b"}""", "queueName 'a b' is not a valid label value;")]
    [InlineData("""{"priorityClassName":"a..b"}""", "priorityClassName 'a..b' is not a valid object name.")]
    [InlineData("""{"runtimeClassName":"A"}""", "runtimeClassName 'A' is not a valid object name.")]
    [InlineData(
        """{"tolerations":[{"key":"a","operator":"Exists","value":"x"}]}""",
        "tolerations[0].value must be empty when operator is Exists."
    )]
    [InlineData(
        """{"tolerations":[{"operator":"Exists"},{"value":"x"}]}""",
        "tolerations[1].operator must be Exists when key is empty."
    )]
    [InlineData(
        """{"tolerations":[{"key":"a","operator":"In"}]}""",
        "tolerations[0].operator 'In' is unknown; use Equal or Exists."
    )]
    [InlineData(
        """{"tolerations":[{"key":"a b","operator":"Exists"}]}""",
        "tolerations[0].key 'a b' is not a valid taint key."
    )]
    [InlineData(
        """{"tolerations":[{"key":"a","value":"x y"}]}""",
        "tolerations[0].value 'x y' is not a valid taint value."
    )]
    [InlineData("""{"tolerations":[{"key":"a","effect":"Never"}]}""", "tolerations[0].effect 'Never' is unknown;")]
    [InlineData(
        """{"tolerations":[{"key":"a","effect":"NoSchedule","tolerationSeconds":5}]}""",
        "tolerations[0].tolerationSeconds requires effect NoExecute."
    )]
    [InlineData("""{"queuePriorityClass":"high"}""", "queuePriorityClass requires a queue; set spec.runner.queueName.")]
    [InlineData(
        """{"queueTopology":{"required":"a/b"}}""",
        "queueTopology requires a queue; set spec.runner.queueName."
    )]
    [InlineData(
        """{"queueName":"q","queueTopology":{"required":"a b"}}""",
        "queueTopology.required 'a b' is not a valid label key."
    )]
    [InlineData(
        """{"queueName":"q","queuePriorityClass":"a b"}""",
        "queuePriorityClass 'a b' is not a valid label value;"
    )]
    [InlineData(
        """{"serviceAccountName":"admin"}""",
        "serviceAccountName 'admin' is not allowed: the operator allows none (runner.serviceAccountNames)."
    )]
    [InlineData(
        """{"gpu":{"count":2},"resourceClaims":[{"name":"g","resourceClaimName":"x"}]}""",
        "resourceClaims and gpu.count 2 both ask for devices; set gpu.count to 0."
    )]
    [InlineData(
        """{"resourceClaims":[{"name":"g"}]}""",
        "resourceClaims[0] must have exactly one of resourceClaimName and resourceClaimTemplateName."
    )]
    [InlineData(
        """{"resourceClaims":[{"name":"a.b","resourceClaimName":"x"}]}""",
        "resourceClaims[0].name 'a.b' must be lower-case letters, digits and hyphens."
    )]
    [InlineData(
        """{"resourceClaims":[{"name":"a","resourceClaimName":"x"},{"name":"a","resourceClaimName":"y"}]}""",
        "resourceClaims[1].name 'a' is given twice."
    )]
    [InlineData(
        """{"resourceClaims":[{"name":"a","resourceClaimName":"X"}]}""",
        "resourceClaims[0].resourceClaimName 'X' is not a valid object name."
    )]
    [InlineData("""{"podTemplate":{"labels":{"a b":"x"}}}""", "podTemplate.labels: 'a b' is not a valid key.")]
    [InlineData(
        """{"podTemplate":{"labels":{"a":"x y"}}}""",
        "podTemplate.labels[a]: 'x y' is not a valid label value."
    )]
    [InlineData("""{"podTemplate":{"labels":{"job-name":"x"}}}""", "podTemplate.labels: 'job-name' is reserved:")]
    [InlineData(
        """{"podTemplate":{"labels":{"imageforge.dev/job":"x"}}}""",
        "podTemplate.labels: 'imageforge.dev/job' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"labels":{"kueue.x-k8s.io/queue-name":"x"}}}""",
        "podTemplate.labels: 'kueue.x-k8s.io/queue-name' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"annotations":{"container.apparmor.security.beta.kubernetes.io/runner":"unconfined"}}}""",
        "podTemplate.annotations: 'container.apparmor.security.beta.kubernetes.io/runner' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"annotations":{"iam.amazonaws.com/role":"admin"}}}""",
        "podTemplate.annotations: 'iam.amazonaws.com/role' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"annotations":{"k8s.v1.cni.cncf.io/networks":"host"}}}""",
        "podTemplate.annotations: 'k8s.v1.cni.cncf.io/networks' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"annotations":{"io.kubernetes.cri-o.userns-mode":"auto"}}}""",
        "podTemplate.annotations: 'io.kubernetes.cri-o.userns-mode' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"env":[{"name":"LD_PRELOAD","value":"/mnt/x.so"}]}}""",
        "podTemplate.env[0].name 'LD_PRELOAD' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"env":[{"name":"TZ"},{"name":"AWS_ACCESS_KEY_ID"}]}}""",
        "podTemplate.env[1].name 'AWS_ACCESS_KEY_ID' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"env":[{"name":"DOTNET_STARTUP_HOOKS"}]}}""",
        "podTemplate.env[0].name 'DOTNET_STARTUP_HOOKS' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"env":[{"name":"COMPlus_EnableDiagnostics"}]}}""",
        "podTemplate.env[0].name 'COMPlus_EnableDiagnostics' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"env":[{"name":"IMAGEFORGE_ALLOW_INPUT_CIDR"}]}}""",
        "podTemplate.env[0].name 'IMAGEFORGE_ALLOW_INPUT_CIDR' is reserved:"
    )]
    [InlineData(
        """{"podTemplate":{"env":[{"name":"https_proxy"}]}}""",
        "podTemplate.env[0].name 'https_proxy' is reserved:"
    )]
    [InlineData("""{"podTemplate":{"env":[{"name":"TZ"},{"name":"TZ"}]}}""", "podTemplate.env: 'TZ' is given 2 times.")]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"plan","emptyDir":{}}]}}""",
        "podTemplate.volumes[0].name 'plan' is reserved for a volume of the operator."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"input-0","emptyDir":{}}]}}""",
        "podTemplate.volumes[0].name 'input-0' is reserved for a volume of the operator."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"A","emptyDir":{}}]}}""",
        "podTemplate.volumes[0].name 'A' must be lower-case letters, digits and hyphens."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a"}]}}""",
        "podTemplate.volumes[0] must have exactly one of emptyDir, configMap, persistentVolumeClaim and ephemeral."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","secret":{"secretName":"x"}}]}}""",
        "podTemplate.volumes[0] must have exactly one of"
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{"sizeLimit":"-1"}}]}}""",
        "podTemplate.volumes[0].emptyDir.sizeLimit '-1' is not a size;"
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","configMap":{"name":"X"}}]}}""",
        "podTemplate.volumes[0].configMap.name 'X' is not a valid object name."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","persistentVolumeClaim":{"claimName":"X"}}]}}""",
        "podTemplate.volumes[0].persistentVolumeClaim.claimName 'X' is not a valid object name."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}},{"name":"a","emptyDir":{}}]}}""",
        "podTemplate.volumes: 'a' is given 2 times."
    )]
    [InlineData(
        """{"podTemplate":{"volumeMounts":[{"name":"a","mountPath":"/mnt/a"}]}}""",
        "podTemplate.volumeMounts[0].name 'a' is not the name of a volume of podTemplate.volumes."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"/"}]}}""",
        "podTemplate.volumeMounts[0].mountPath '/' must be a plain path below /mnt or /data."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"/app"}]}}""",
        "podTemplate.volumeMounts[0].mountPath '/app' must be a plain path below /mnt or /data."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"/workspace/x"}]}}""",
        "podTemplate.volumeMounts[0].mountPath '/workspace/x' must be a plain path below /mnt or /data."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"/etc/ld.so.preload"}]}}""",
        "podTemplate.volumeMounts[0].mountPath '/etc/ld.so.preload' must be a plain path below /mnt or /data."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"/mnt/../app"}]}}""",
        "podTemplate.volumeMounts[0].mountPath '/mnt/../app' must be a plain path below /mnt or /data."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"/mnt//x"}]}}""",
        "podTemplate.volumeMounts[0].mountPath '/mnt//x' must be a plain path below /mnt or /data."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"/mnt/x/"}]}}""",
        "podTemplate.volumeMounts[0].mountPath '/mnt/x/' must be a plain path below /mnt or /data."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"mnt"}]}}""",
        "podTemplate.volumeMounts[0].mountPath 'mnt' must be a plain path below /mnt or /data."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"/mntx"}]}}""",
        "podTemplate.volumeMounts[0].mountPath '/mntx' must be a plain path below /mnt or /data."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"/data:ro"}]}}""",
        "podTemplate.volumeMounts[0].mountPath '/data:ro' must be a plain path below /mnt or /data."
    )]
    [InlineData(
        """{"podTemplate":{"volumes":[{"name":"a","emptyDir":{}}],"volumeMounts":[{"name":"a","mountPath":"/mnt/a","subPath":"../x"}]}}""",
        "podTemplate.volumeMounts[0].subPath '../x' must be a relative path without '..'."
    )]
    [InlineData(
        """{"podTemplate":{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[]}}}}}""",
        "podTemplate.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms must have a term."
    )]
    [InlineData(
        """{"podTemplate":{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"zone","operator":"In"}]}]}}}}}""",
        "podTemplate.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values must not be empty with In."
    )]
    [InlineData(
        """{"podTemplate":{"affinity":{"nodeAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1,"preference":{"matchExpressions":[{"key":"gen","operator":"Gt","values":["x"]}]}}]}}}}""",
        "podTemplate.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0].values must be one whole number with Gt."
    )]
    [InlineData(
        """{"podTemplate":{"affinity":{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"a b"}]}}}}""",
        "podTemplate.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: 'a b' is not a valid label key."
    )]
    [InlineData(
        """{"podTemplate":{"affinity":{"podAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1,"podAffinityTerm":{"topologyKey":"zone","labelSelector":{"matchLabels":{"a":"x y"}}}}]}}}}""",
        "podTemplate.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector.matchLabels[a]: 'x y' is not a valid label value."
    )]
    [InlineData(
        """{"podTemplate":{"topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway","minDomains":2}]}}""",
        "podTemplate.topologySpreadConstraints[0].minDomains requires whenUnsatisfiable DoNotSchedule."
    )]
    [InlineData(
        """{"podTemplate":{"topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"DoNotSchedule","labelSelector":{"matchExpressions":[{"key":"a","operator":"Exists","values":["x"]}]}}]}}""",
        "podTemplate.topologySpreadConstraints[0].labelSelector.matchExpressions[0].values must be empty with Exists."
    )]
    [InlineData(
        """{"podTemplate":{"topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"DoNotSchedule"},{"maxSkew":2,"topologyKey":"zone","whenUnsatisfiable":"DoNotSchedule"}]}}""",
        "podTemplate.topologySpreadConstraints: 'zone, DoNotSchedule' is given 2 times."
    )]
    public void What_Kubernetes_would_refuse_in_the_pod_is_refused_with_its_field(string runner, string message)
    {
        var job = Given.Job($$"""{"compose":{},"runner":{{runner}}}""");
        var refused = Assert.IsType<Resolution.Refused>(JobResolver.Resolve(job, null, Defaults));
        Assert.Equal(Reasons.InvalidSpec, refused.Reason);
        Assert.StartsWith("spec.runner." + message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"resources":{"requests":{"cpu":"500m","memory":"1Gi"},"limits":{"cpu":"0.5","memory":"1024Mi"}}}"""
    )]
    [InlineData("""{"resources":{"limits":{"nvidia.com/gpu":"1","hugepages-2Mi":"4Mi","ephemeral-storage":"1Gi"}}}""")]
    [InlineData("""{"gpu":{"count":2},"resources":{"limits":{"nvidia.com/gpu":"2"}}}""")]
    [InlineData("""{"nodeSelector":{"a.b/c":"","kubernetes.io/arch":"amd64"},"queueName":"studio"}""")]
    [InlineData(
        """
            {"gpu":{"count":0},"resourceClaims":[{"name":"g","resourceClaimTemplateName":"one","request":"gpu"}],
             "queueName":"q","queuePriorityClass":"high","queueTopology":{"preferred":"cloud.provider.com/topology-rack"},
             "podTemplate":{"labels":{"team":"film","azure.workload.identity/use":"true"},"annotations":{"Example.com/A":"any text"},
              "env":[{"name":"TZ","value":"UTC"},{"name":"SSL_CERT_FILE","value":"/mnt/ca/ca.crt"}],
              "volumes":[{"name":"ca","configMap":{"name":"ca"}},{"name":"scratch","emptyDir":{"sizeLimit":"5Gi"}}],
              "volumeMounts":[{"name":"ca","mountPath":"/mnt/ca","readOnly":true},{"name":"scratch","mountPath":"/data"}],
              "affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[
                {"matchExpressions":[{"key":"gpu.nvidia.com/class","operator":"In","values":["h200"]},{"key":"gen","operator":"Gt","values":["3"]}]}]}}},
              "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"topology.kubernetes.io/zone","whenUnsatisfiable":"DoNotSchedule","minDomains":2}]}}
            """
    )]
    [InlineData(
        """{"tolerations":[{"operator":"Exists"},{"key":"a.b/c","value":"x","effect":"NoExecute","tolerationSeconds":-5}]}"""
    )]
    public void What_Kubernetes_takes_is_taken(string runner) =>
        Assert.IsType<Resolution.Ready>(
            JobResolver.Resolve(Given.Job($$"""{"compose":{},"runner":{{runner}}}"""), null, Defaults)
        );

    [Theory]
    [InlineData("renders", null)]
    [InlineData(
        "admin",
        "spec.runner.serviceAccountName 'admin' is not allowed: the operator allows renders, models (runner.serviceAccountNames)."
    )]
    public void ServiceAccount_is_one_of_the_operators_list(string name, string? refusal)
    {
        var job = Given.Job($$$"""{"compose":{},"runner":{"serviceAccountName":"{{{name}}}"}}""");
        var resolved = JobResolver.Resolve(job, null, Defaults with { ServiceAccountNames = ["renders", "models"] });
        Assert.Equal(refusal, (resolved as Resolution.Refused)?.Message);
    }

    /// <summary>Whatever the operator itself gives to a runner, a user cannot.</summary>
    [Fact]
    public void No_variable_volume_or_folder_of_the_operator_can_be_given()
    {
        var job = Given.Job(
            """
            {"prompt":{"text":"rain"},"compose":{"background":{"image":{"uri":"pvc://photos/sea.png"}}},
             "polish":{"backend":"Onnx","model":{"uri":"s3://models/sd","secretRef":{"name":"hub"}}},
             "output":{"storage":{"uri":"s3://b","secretRef":{"name":"s3"}}},"runner":{"gpu":{}}}
            """
        );
        var defaults = Defaults with
        {
            AllowInputCidrs = ["10.0.0.0/8"],
            ModelCache = new ModelCacheLocation.Claim("models"),
            ModelCacheBytes = 1,
            Telemetry = new("http://otel:4317") { Protocol = "grpc", HeadersSecret = "otel" },
        };
        var plan = Assert.IsType<Resolution.Ready>(JobResolver.Resolve(job, null, defaults)).Plan;
        var needs = StorageResolver.Needs(job.Spec.Output!.Storage, job.Spec.Runner, new(1, 2), defaults) with
        {
            Claim = "store",
            ModelSecret = "hub",
        };
        var pod = PodPlanner.Job(plan, Owners.Of(job), needs, defaults).Spec!.Template.Spec!;
        Assert.All(pod.Containers[0].Env!, v => Assert.True(ReservedNames.IsVariable(v.Name), v.Name));
        Assert.All(pod.Volumes!, v => Assert.True(ReservedNames.IsVolume(v.Name), v.Name));
        Assert.All(
            pod.Containers[0].VolumeMounts!,
            m => Assert.False(ReservedNames.CanMount(m.MountPath), m.MountPath)
        );
        Assert.True(pod.Containers[0].Env!.Count > 15);
    }

    [Fact]
    public void A_storyboard_is_refused_before_its_frames()
    {
        var world = new BoardWorld("""{"scene":"A tram leaves.","template":{"runner":{"nodeSelector":{"a b":"x"}}}}""");
        world.Settle();
        var accepted = world.Status.Conditions!.Single(c => c.Type == Conditions.Accepted);
        Assert.Equal(
            ("False", "spec.template.runner.nodeSelector: 'a b' is not a valid label key."),
            (accepted.Status, accepted.Message)
        );
    }
}
