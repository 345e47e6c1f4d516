using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Jobs;

/// <summary>Puts together what a status says about stored pictures: digests from the runner, the rest from the plan.</summary>
internal static class ArtifactWriter
{
    public static IReadOnlyList<ArtifactStatus> Write(RunPlan plan, TerminationMessage message, OutputSpec? output) =>
        [
            .. message.Artifacts!.Select(
                (digest, variant) =>
                    new ArtifactStatus
                    {
                        Key = plan.Delivery.Keys[variant],
                        Url = Url(plan, output, plan.Delivery.Keys[variant]),
                        Sha256 = digest.Sha256,
                        Bytes = digest.Bytes,
                        Width = digest.Width,
                        Height = digest.Height,
                        Format = OutputFormats.Parse(plan.Work.Output.Format),
                        Variant = variant,
                        Seed = plan.Work is GenerateWork work ? work.Seed + variant : null,
                        Primary = variant == 0 ? true : null,
                    }
            ),
        ];

    /// <summary>The manifest that the runner wrote last.</summary>
    public static StoredObject Manifest(RunPlan plan, TerminationMessage message, OutputSpec? output) =>
        new()
        {
            Key = message.Manifest!.Key,
            Sha256 = message.Manifest.Sha256,
            Url = Url(plan, output, message.Manifest.Key),
        };

    /// <summary>Where a key can be fetched: below the CDN, else below the S3 server that is known, else as a local file.</summary>
    public static string? Url(RunPlan plan, OutputSpec? output, string key)
    {
        var store = plan.Delivery.Store;
        var path = FileUri.Encode(key);
        return (output?.CdnBaseUrl, store) switch
        {
            ({ } cdn, _) => $"{cdn.TrimEnd('/')}/{path}",
            (_, { Endpoint: { } endpoint }) when store.Uri.StartsWith("s3://", StringComparison.Ordinal) =>
                $"{endpoint.TrimEnd('/')}/{store.Uri["s3://".Length..].TrimEnd('/')}/{path}",
            // A claim is a folder inside the pod only, which is no address for anybody else.
            _ when output?.Storage?.Uri.StartsWith("pvc://", StringComparison.Ordinal) != true
                    && store.Uri.StartsWith("file://", StringComparison.Ordinal)
                    && !store.Uri.StartsWith("file://" + StorageResolver.ClaimMount, StringComparison.Ordinal) =>
                $"{store.Uri.TrimEnd('/')}/{path}",
            _ => null,
        };
    }
}
