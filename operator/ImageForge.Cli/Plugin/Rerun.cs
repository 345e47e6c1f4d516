using System.Text.Json.Nodes;
using ImageForge.Cli.Dev;
using ImageForge.Kube;

namespace ImageForge.Cli.Plugin;

/// <summary>Makes a new GenerationJob of an existing one.</summary>
internal static class Rerun
{
    /// <summary>Fields of the spec that are about the one job and not about its images.</summary>
    private static readonly string[] OfOneJob = ["suspend", "cancel", "discard"];

    /// <summary>
    /// Prefixes of labels and annotations with which other programs find what they manage: a copy with them would be adopted, pruned or
    /// deleted by them.
    /// </summary>
    private static readonly string[] Tracking =
    [
        "kubectl.kubernetes.io/",
        "app.kubernetes.io/instance",
        "app.kubernetes.io/managed-by",
        "app.kubernetes.io/part-of",
        "applyset.kubernetes.io/",
        "argocd.argoproj.io/",
        "config.k8s.io/",
        "config.kubernetes.io/",
        "fluxcd.io/",
        "helm.sh/",
        "helm.toolkit.fluxcd.io/",
        "imageforge.dev/",
        "internal.config.kubernetes.io/",
        "kustomize.toolkit.fluxcd.io/",
        "meta.helm.sh/",
        "objectset.rio.cattle.io/",
    ];

    /// <summary>A job with the same spec and another seed, as a user would write it.</summary>
    /// <param name="job">The existing job.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="name">Its name; null for one that the server generates from the existing job's.</param>
    public static Unstructured Of(Unstructured job, long seed, string? name)
    {
        var spec = (job.Json.At("spec")?.DeepClone() as JsonObject) ?? [];
        foreach (var field in OfOneJob)
        {
            spec.Remove(field);
        }

        spec["seed"] = seed;
        var metadata = new JsonObject { ["namespace"] = job.Metadata.NamespaceProperty };
        metadata[name is null ? "generateName" : "name"] = name ?? $"{job.Metadata.Name}-";
        foreach (var field in new[] { "labels", "annotations" })
        {
            var kept = (job.Json.At("metadata", field) as JsonObject ?? [])
                .Where(pair => !IsTracking(pair.Key))
                .ToList();
            if (kept.Count > 0)
            {
                metadata[field] = new JsonObject(
                    kept.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))
                );
            }
        }

        return new Unstructured(
            new JsonObject
            {
                ["apiVersion"] = KnownKinds.GenerationJobs.ApiVersion,
                ["kind"] = KnownKinds.GenerationJobs.Kind,
                ["metadata"] = metadata,
                ["spec"] = spec,
            }
        );
    }

    private static bool IsTracking(string key) =>
        Tracking.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));
}
