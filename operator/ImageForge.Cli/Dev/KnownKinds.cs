using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Kube;

namespace ImageForge.Cli.Dev;

/// <summary>Kinds that <c>imageforge demo</c> can apply.</summary>
internal static class KnownKinds
{
    /// <summary>GenerationJobs.</summary>
    public static ResourceType<Unstructured> GenerationJobs { get; } =
        Of(ApiGroup.Name, ApiGroup.Version, GenerationJob.KindName, "generationjobs");

    private static readonly IReadOnlyList<ResourceType<Unstructured>> All =
    [
        Of("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", namespaced: false),
        Of("", "v1", "Namespace", "namespaces", namespaced: false),
        Of("", "v1", "ConfigMap", "configmaps"),
        Of("", "v1", "Secret", "secrets"),
        GenerationJobs,
        Of(ApiGroup.Name, ApiGroup.Version, "Storyboard", "storyboards"),
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
