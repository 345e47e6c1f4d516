using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;

namespace ImageForge.Operator;

/// <summary>Resource types of ImageForge's kinds.</summary>
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

    public static ResourceType<AtmosphereProfile> AtmosphereProfiles { get; } =
        new(
            ApiGroup.Name,
            ApiGroup.Version,
            AtmosphereProfile.KindName,
            "atmosphereprofiles",
            true,
            ApiJson.Of<AtmosphereProfile>()
        );
}
