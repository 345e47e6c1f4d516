using System.Globalization;
using ImageForge.Contracts.Plans;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>Model cache volume and model credentials of a pod.</summary>
/// <param name="isNeeded">Whether the plan has models.</param>
/// <param name="secret">Secret with their credentials; null: those of the store are used.</param>
/// <param name="defaults">The operator's defaults, which say where models are kept.</param>
internal sealed class PodModels(bool isNeeded, string? secret, OperatorDefaults defaults)
{
    private const string Name = "models";
    private const string Folder = "/models";

    private readonly ModelCacheLocation? _place = isNeeded ? defaults.ModelCache : null;

    public static PodModels Of(RunPlan plan, PodNeeds needs, OperatorDefaults defaults) =>
        new(PlanModels.Of(plan.Work).Any(), needs.ModelSecret, defaults);

    /// <summary>Whether models may be downloaded into the workspace: there is no cache for them.</summary>
    public bool IsDownloaded => isNeeded && _place is null;

    public IEnumerable<V1Volume> Volumes =>
        _place switch
        {
            ModelCacheLocation.HostPath host =>
            [
                new V1Volume
                {
                    Name = Name,
                    // Not DirectoryOrCreate: the kubelet would create it as root, not writable for the runner.
                    HostPath = new() { Path = host.Path, Type = "Directory" },
                },
            ],
            ModelCacheLocation.Claim claim =>
            [
                new V1Volume
                {
                    Name = Name,
                    PersistentVolumeClaim = new() { ClaimName = claim.Name },
                },
            ],
            _ => [],
        };

    public IEnumerable<V1VolumeMount> Mounts =>
        _place is null ? [] : [new V1VolumeMount { Name = Name, MountPath = Folder }];

    public IEnumerable<V1EnvVar> Environment =>
        !isNeeded
            ? []
            :
            [
                PodEnvironment.Value(ModelVariables.Cache, _place is null ? RunnerPod.Workspace + Folder : Folder),
                .. _place is not null && defaults.ModelCacheBytes is { } most
                    ? [PodEnvironment.Value(ModelVariables.CacheBytes, most.ToString(CultureInfo.InvariantCulture))]
                    : Array.Empty<V1EnvVar>(),
                .. secret is null ? [] : PodEnvironment.ModelCredentials(secret),
            ];
}
