using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Pods;

namespace ImageForge.Planning.Resolving;

/// <summary>Finds the store of a job: its own, else the operator's default.</summary>
public static class StorageResolver
{
    /// <summary>Where a runner's pod has the claim that is its store.</summary>
    internal const string ClaimMount = "/store";

    private const string ClaimScheme = "pvc://";

    /// <summary>What the pod of a job needs besides its plan.</summary>
    public static PodNeeds Needs(StorageSpec? storage, RunnerSpec? runner, OperatorDefaults defaults)
    {
        var uri = storage?.Uri ?? defaults.StoreUri;
        return new PodNeeds
        {
            Runner = runner,
            StoreSecret = storage is null ? defaults.StoreSecret : storage.SecretRef?.Name,
            Claim =
                uri?.StartsWith(ClaimScheme, StringComparison.Ordinal) == true
                    ? uri[ClaimScheme.Length..].Split('/', 2)[0]
                    : null,
        };
    }

    internal static (StorePlan? Store, Problem? Problem) Resolve(StorageSpec? storage, OperatorDefaults defaults)
    {
        var uri = storage?.Uri ?? defaults.StoreUri;
        if (uri is null)
        {
            return (null, new(Reasons.StoreMissing, "Set spec.output.storage: the operator has no default store."));
        }

        if (uri.StartsWith("hopsworks://", StringComparison.Ordinal))
        {
            return (
                null,
                new(
                    Reasons.NotSupported,
                    "spec.output.storage.uri: Hopsworks is not carried out by this version; use s3://, pvc:// or file:///."
                )
            );
        }

        return (
            new StorePlan
            {
                Uri = AsSeenByRunner(uri),
                Endpoint = storage is null ? defaults.StoreEndpoint : storage.Endpoint,
                Region = storage is null ? defaults.StoreRegion : storage.Region,
            },
            null
        );
    }

    /// <summary>The same place as a runner's pod sees it: a claim is a folder there.</summary>
    internal static string AsSeenByRunner(string uri)
    {
        if (!uri.StartsWith(ClaimScheme, StringComparison.Ordinal))
        {
            return uri.TrimEnd('/') is { Length: > 7 } trimmed ? trimmed : uri;
        }

        var parts = uri[ClaimScheme.Length..].Split('/', 2);
        var prefix = parts.Length == 2 ? parts[1].Trim('/') : "";
        return $"file://{ClaimMount}" + (prefix.Length == 0 ? "" : "/" + prefix);
    }
}
