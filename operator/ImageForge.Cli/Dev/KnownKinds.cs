using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;

namespace ImageForge.Cli.Dev;

/// <summary>Kinds that commands address by name.</summary>
internal static class KnownKinds
{
    /// <summary>GenerationJobs.</summary>
    public static ResourceType<Unstructured> GenerationJobs { get; } =
        Of(ApiGroup.Name, ApiGroup.Version, GenerationJob.KindName, "generationjobs");

    /// <summary>Storyboards.</summary>
    public static ResourceType<Unstructured> Storyboards { get; } =
        Of(ApiGroup.Name, ApiGroup.Version, Storyboard.KindName, "storyboards");

    private static readonly IReadOnlyList<ResourceType<Unstructured>> All =
    [
        Of("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", namespaced: false),
        Of("", "v1", "Namespace", "namespaces", namespaced: false),
        Of("", "v1", "ConfigMap", "configmaps"),
        Of("", "v1", "Secret", "secrets"),
        GenerationJobs,
        Storyboards,
        Of(ApiGroup.Name, ApiGroup.Version, "AtmosphereProfile", "atmosphereprofiles"),
    ];

    /// <summary>The resource type of an object; null for an unknown kind.</summary>
    public static ResourceType<Unstructured>? Find(Unstructured value) =>
        All.FirstOrDefault(type => type.ApiVersion == value.ApiVersion && type.Kind == value.Kind);

    private static ResourceType<Unstructured> Of(
        string group,
        string version,
        string kind,
        string plural,
        bool namespaced = true
    ) => CoreResources.Plain(group, version, kind, plural, namespaced);
}
