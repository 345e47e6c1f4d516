using ImageForge.Api;
using ImageForge.Kube;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>The versions of everything that an operator could write: two snapshots that are equal saw no write in between.</summary>
internal static class ObjectVersions
{
    private static readonly IReadOnlyList<ResourceType<Unstructured>> Kinds =
    [
        Of(ApiGroup.Name, ApiGroup.Version, "GenerationJob", "generationjobs"),
        Of(ApiGroup.Name, ApiGroup.Version, "Storyboard", "storyboards"),
        Of(ApiGroup.Name, ApiGroup.Version, "AtmosphereProfile", "atmosphereprofiles"),
        Of("batch", "v1", "Job", "jobs"),
        Of("", "v1", "ConfigMap", "configmaps"),
        Of("", "v1", "Pod", "pods"),
        Of("coordination.k8s.io", "v1", "Lease", "leases"),
        Of("events.k8s.io", "v1", "Event", "events"),
    ];

    public static async Task<IReadOnlyDictionary<string, string>> TakeAsync(KubeClient client)
    {
        var versions = new Dictionary<string, string>();
        foreach (var kind in Kinds)
        {
            foreach (var value in (await client.ListAsync(kind, null, CancellationToken.None)).Items)
            {
                versions[$"{kind.Plural} {ObjectKey.Of(value)}"] = value.Metadata.ResourceVersion!;
            }
        }

        return versions;
    }

    /// <summary>How many objects came, went or changed.</summary>
    public static int Changes(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        before.Keys.Union(after.Keys).Count(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key));

    private static ResourceType<Unstructured> Of(string group, string version, string kind, string plural) =>
        CoreResources.Plain(group, version, kind, plural, namespaced: true);
}
