using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Publish;

/// <summary>Builds artifact statuses: digests from the runner, the rest from the plan.</summary>
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
                        Format = plan.Work.Output.Format,
                        Variant = variant,
                        Seed = plan.Work is GenerateWork work ? work.Seed + variant : null,
                        Primary = variant == 0 ? true : null,
                    }
            ),
        ];

    /// <summary>The stored manifest.</summary>
    public static StoredObject Manifest(RunPlan plan, TerminationMessage message, OutputSpec? output) =>
        new()
        {
            Key = message.Manifest!.Key,
            Sha256 = message.Manifest.Sha256,
            Url = Url(plan, output, message.Manifest.Key),
        };

    /// <summary>URL of a key: below the CDN base URL, else the S3 endpoint, else a local file.</summary>
    public static string? Url(RunPlan plan, OutputSpec? output, string key)
    {
        var store = plan.Delivery.Store;
        var path = FileUri.Encode(key);
        return (output?.CdnBaseUrl, store) switch
        {
            ({ } cdn, _) => $"{cdn.TrimEnd('/')}/{path}",
            (_, { Endpoint: { } endpoint }) when store.Uri.StartsWith("s3://", StringComparison.Ordinal) =>
                $"{endpoint.TrimEnd('/')}/{store.Uri["s3://".Length..].TrimEnd('/')}/{path}",
            // A claim is mounted in the pod only, so it has no URL.
            _ when output?.Storage?.Uri.StartsWith("pvc://", StringComparison.Ordinal) != true
                    && store.Uri.StartsWith("file://", StringComparison.Ordinal)
                    && !store.Uri.StartsWith("file://" + StorageResolver.ClaimMount, StringComparison.Ordinal) =>
                $"{store.Uri.TrimEnd('/')}/{path}",
            _ => null,
        };
    }
}
