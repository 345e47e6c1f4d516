using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Runs;
using k8s.Models;

namespace ImageForge.Operator;

/// <summary>Resource types of ImageForge's kinds, and of those of others that are not built in.</summary>
internal static class ApiResources
{
    public static ResourceType<GenerationJob> GenerationJobs { get; } =
        new(
            ApiGroup.Name,
            ApiGroup.Version,
            GenerationJob.KindName,
            "generationjobs",
            true,
            ApiJson.Of<GenerationJob>()
        );

    public static ResourceType<Storyboard> Storyboards { get; } =
        new(ApiGroup.Name, ApiGroup.Version, Storyboard.KindName, "storyboards", true, ApiJson.Of<Storyboard>());

    /// <summary>Jobs, with the fields that decisions read.</summary>
    public static ResourceType<V1Job> Children { get; } = CoreResources.Jobs with { Reads = CachedFields.OfJob };

    /// <summary>Pods, likewise.</summary>
    public static ResourceType<V1Pod> Pods { get; } = CoreResources.Pods with { Reads = CachedFields.OfPod };

    /// <summary>ConfigMaps, likewise.</summary>
    public static ResourceType<V1ConfigMap> ConfigMaps { get; } =
        CoreResources.ConfigMaps with
        {
            Reads = CachedFields.OfConfigMap,
        };

    public static ResourceType<AtmosphereProfile> AtmosphereProfiles { get; } =
        new(
            ApiGroup.Name,
            ApiGroup.Version,
            AtmosphereProfile.KindName,
            "atmosphereprofiles",
            true,
            ApiJson.Of<AtmosphereProfile>()
        );

    /// <summary>Kueue's Workloads, where the cluster has Kueue.</summary>
    public static ResourceType<Workload> Workloads { get; } =
        new(Workload.Group, Workload.Version, Workload.KindName, "workloads", true, ApiJson.Of<Workload>());
}
