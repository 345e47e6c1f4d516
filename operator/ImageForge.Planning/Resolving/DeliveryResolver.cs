using System.Globalization;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Polishing;
using k8s.Models;

namespace ImageForge.Planning.Resolving;

/// <summary>Resolves the keys under which results are stored.</summary>
internal static class DeliveryResolver
{
    private const string Field = "spec.output.keyTemplate";

    /// <summary>Longest suffix below the staging prefix: attempt number and file name.</summary>
    private const string LongestStaged = "2147483647/10.json";

    public static (DeliveryPlan? Delivery, Problem? Problem) Resolve(
        GenerationJob job,
        GenerateWork work,
        string hash,
        StorePlan store
    )
    {
        var template = job.Spec.Output?.KeyTemplate ?? new OutputSpec().KeyTemplate;
        var keys = new List<string>(work.Variants);
        for (var variant = 0; variant < work.Variants; variant++)
        {
            var (key, problem) = KeyTemplate.Expand(template, Values(job.Metadata, work, hash, variant));
            if (key is null)
            {
                return (null, new(Reasons.InvalidSpec, $"{Field}: {problem}."));
            }

            keys.Add(key);
        }

        if (keys.Distinct(StringComparer.Ordinal).Count() < keys.Count)
        {
            return (
                null,
                new(
                    Reasons.InvalidSpec,
                    $"{Field} results in the same key '{keys[0]}' for several variants; add {{variant}} or {{seed}}."
                )
            );
        }

        var manifest = Beside(keys[0], job.Metadata.Name + ".manifest.json");
        if (keys.Contains(manifest, StringComparer.Ordinal))
        {
            return (
                null,
                new(
                    Reasons.InvalidSpec,
                    $"{Field} results in key '{manifest}', which is reserved for the manifest; use another template."
                )
            );
        }

        var delivery = PolishDelivery.With(Delivery(job.Metadata, hash, store, keys, manifest), job.Spec) with
        {
            ReportsHitboxes = job.Spec.Compose?.Hitboxes == HitboxReport.Status,
        };
        return StoreKeys.Problem(store, [.. keys, manifest, delivery.StagingPrefix + LongestStaged]) is { } tooLong
            ? (null, tooLong)
            : (delivery, null);
    }

    public static DeliveryPlan Delivery(
        V1ObjectMeta owner,
        string hash,
        StorePlan store,
        IReadOnlyList<string> keys,
        string manifest
    ) =>
        new()
        {
            Namespace = owner.NamespaceProperty ?? "default",
            Job = owner.Name!,
            Uid = owner.Uid!,
            Store = store,
            Keys = keys,
            ManifestKey = manifest,
            StagingPrefix = $"{KeyTemplate.ReservedPrefix}runs/{owner.Uid}/{Short(hash)}/",
        };

    /// <summary>A key in the same folder.</summary>
    public static string Beside(string key, string name) => key[..(key.LastIndexOf('/') + 1)] + name;

    /// <summary>The first twelve hex digits of a hash.</summary>
    public static string Short(string hash) => hash["sha256:".Length..][..12];

    private static Dictionary<string, string> Values(V1ObjectMeta job, GenerateWork work, string hash, int variant) =>
        new()
        {
            ["namespace"] = job.NamespaceProperty ?? "default",
            ["job"] = job.Name!,
            ["uid"] = job.Uid!,
            ["variant"] = variant.ToString(CultureInfo.InvariantCulture),
            ["seed"] = (work.Seed + variant).ToString(CultureInfo.InvariantCulture),
            ["hash"] = Short(hash),
            ["date"] = (job.CreationTimestamp ?? DateTimeOffset.UnixEpoch).ToString(
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture
            ),
            ["ext"] = OutputFormats.Extension(work.Output.Format),
        };
}
