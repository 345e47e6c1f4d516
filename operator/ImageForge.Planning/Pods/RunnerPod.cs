using ImageForge.Planning.Resolving;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>Builds the unprivileged pod of a run.</summary>
internal static class RunnerPod
{
    /// <summary>The only writable directory besides the store.</summary>
    internal const string Workspace = "/workspace";

    // The pod is evicted if it exceeds this, before the node runs out of disk.
    private const string RoomForFiles = "1Gi";
    private const string RoomForModels = "64Gi";
    private const string PlanFolder = "/etc/imageforge";
    private const long User = 65532;

    /// <summary>The pod whose plan is in this ConfigMap, which has the name of its Job.</summary>
    public static V1PodSpec Of(
        string configMap,
        PodInputs inputs,
        PodModels models,
        PodNeeds needs,
        OperatorDefaults defaults
    ) => PodExtras.Add(Own(configMap, inputs, models, needs, defaults), needs.Runner?.PodTemplate);

    private static V1PodSpec Own(
        string configMap,
        PodInputs inputs,
        PodModels models,
        PodNeeds needs,
        OperatorDefaults defaults
    ) =>
        PodHardware.Place(
            new()
            {
                RestartPolicy = "Never",
                AutomountServiceAccountToken = false,
                EnableServiceLinks = false,
                TerminationGracePeriodSeconds = 30,
                SecurityContext = new()
                {
                    RunAsNonRoot = true,
                    RunAsUser = User,
                    RunAsGroup = User,
                    FsGroup = User,
                    FsGroupChangePolicy = "OnRootMismatch",
                    SeccompProfile = new() { Type = "RuntimeDefault" },
                },
                ImagePullSecrets =
                    defaults.ImagePullSecrets.Count == 0
                        ? null
                        : [.. defaults.ImagePullSecrets.Select(name => new V1LocalObjectReference { Name = name })],
                Containers = [Container(configMap, inputs, models, needs, defaults)],
                Volumes =
                [
                    new()
                    {
                        Name = "plan",
                        ConfigMap = new() { Name = configMap },
                    },
                    new()
                    {
                        Name = "workspace",
                        EmptyDir = new() { SizeLimit = models.IsDownloaded ? RoomForModels : RoomForFiles },
                    },
                    .. needs.Claim is null
                        ? Array.Empty<V1Volume>()
                        :
                        [
                            new()
                            {
                                Name = "store",
                                PersistentVolumeClaim = new() { ClaimName = needs.Claim },
                            },
                        ],
                    .. inputs.Volumes,
                    .. models.Volumes,
                ],
            },
            needs.Runner
        );

    private static V1Container Container(
        string job,
        PodInputs inputs,
        PodModels models,
        PodNeeds needs,
        OperatorDefaults defaults
    ) =>
        new()
        {
            Name = PodPlanner.Container,
            Image = PodHardware.Image(needs.Runner, defaults),
            Args = ["--plan", $"{PlanFolder}/{PodPlanner.PlanFile}"],
            Env = [.. PodEnvironment.Of(job, inputs, models, needs, defaults)],
            Ports = [new() { Name = "progress", ContainerPort = PodPlanner.ProgressPort }],
            Resources = PodHardware.Resources(needs.Runner, needs.Memory, defaults),
            TerminationMessagePath = "/dev/termination-log",
            TerminationMessagePolicy = "File",
            SecurityContext = new()
            {
                AllowPrivilegeEscalation = false,
                ReadOnlyRootFilesystem = true,
                Capabilities = new() { Drop = ["ALL"] },
            },
            VolumeMounts =
            [
                new()
                {
                    Name = "plan",
                    MountPath = PlanFolder,
                    ReadOnlyProperty = true,
                },
                new() { Name = "workspace", MountPath = Workspace },
                .. needs.Claim is null
                    ? Array.Empty<V1VolumeMount>()
                    : [new() { Name = "store", MountPath = StorageResolver.ClaimMount }],
                .. inputs.Mounts,
                .. models.Mounts,
            ],
        };
}
