using System.Globalization;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;
using k8s.Models;

namespace ImageForge.Planning.Publish;

/// <summary>Resolves the keys under which results are stored.</summary>
internal static class KeyResolver
{
    private const string Field = "spec.output.keyTemplate";

    /// <summary>Longest suffix below the prefix of partial results: attempt number and file name.</summary>
    private const string LongestPartial = "2147483647/10.json";

    /// <summary>The delivery with its keys, or the first error.</summary>
    public static (DeliveryPlan Delivery, Problem? Problem) Resolve(RunPlan plan, GenerationJob job)
    {
        var work = (GenerateWork)plan.Work;
        var template = job.Spec.Output?.KeyTemplate ?? new OutputSpec().KeyTemplate;
        var keys = new List<string>(work.Variants);
        for (var variant = 0; variant < work.Variants; variant++)
        {
            var (key, problem) = KeyTemplate.Expand(template, Values(job.Metadata, work, plan.PlanHash, variant));
            if (key is null)
            {
                return Invalid($"{Field}: {problem}.");
            }

            keys.Add(key);
        }

        if (keys.Distinct(StringComparer.Ordinal).Count() < keys.Count)
        {
            return Invalid(
                $"{Field} results in the same key '{keys[0]}' for several variants; add {{variant}} or {{seed}}."
            );
        }

        var manifest = keys[0][..(keys[0].LastIndexOf('/') + 1)] + job.Metadata.Name + ".manifest.json";
        if (keys.Contains(manifest, StringComparer.Ordinal))
        {
            return Invalid(
                $"{Field} results in key '{manifest}', which is reserved for the manifest; use another template."
            );
        }

        var longest = plan.Delivery.PartialPrefix + LongestPartial;
        return (
            plan.Delivery with
            {
                Keys = keys,
                ManifestKey = manifest,
            },
            StoreKeys.Problem(plan.Delivery.Store, [.. keys, manifest, longest])
        );

        (DeliveryPlan, Problem?) Invalid(string message) => (plan.Delivery, new(Reasons.InvalidSpec, message));
    }

    private static Dictionary<string, string> Values(V1ObjectMeta job, GenerateWork work, string hash, int variant) =>
        new()
        {
            ["namespace"] = job.NamespaceProperty ?? "default",
            ["job"] = job.Name!,
            ["uid"] = job.Uid!,
            ["variant"] = variant.ToString(CultureInfo.InvariantCulture),
            ["seed"] = (work.Seed + variant).ToString(CultureInfo.InvariantCulture),
            ["hash"] = DeliveryResolver.Short(hash),
            ["date"] = (job.CreationTimestamp ?? DateTimeOffset.UnixEpoch).ToString(
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            ),
            ["ext"] = OutputFormats.Extension(work.Output.Format),
        };
}
