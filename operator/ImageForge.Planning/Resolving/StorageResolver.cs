using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;

namespace ImageForge.Planning.Resolving;

/// <summary>Finds the store of a job: its own, else the operator's default.</summary>
public static class StorageResolver
{
    /// <summary>Mount path of a claim used as store.</summary>
    internal const string ClaimMount = "/store";

    private const string ClaimScheme = "pvc://";

    /// <summary>Requirements of a job's pod besides its plan.</summary>
    public static PodNeeds Needs(StorageSpec? storage, RunnerSpec? runner, PodMemory memory, OperatorDefaults defaults)
    {
        var uri = storage?.Uri ?? defaults.StoreUri;
        return new PodNeeds
        {
            Runner = runner,
            Memory = memory,
            StoreSecret = storage is null ? defaults.StoreSecret : storage.SecretRef?.Name,
            Claim =
                uri?.StartsWith(ClaimScheme, StringComparison.Ordinal) == true
                    ? uri[ClaimScheme.Length..].Split('/', 2)[0]
                    : null,
        };
    }

    internal static (StorePlan? Store, Problem? Problem) Resolve(
        StorageSpec? storage,
        OperatorDefaults defaults,
        string field = "spec.output.storage"
    )
    {
        var uri = storage?.Uri ?? defaults.StoreUri;
        if (uri is null)
        {
            return (null, new(Reasons.StoreMissing, $"{field} is required: the operator has no default store."));
        }

        var source = storage is null ? "the operator's default store" : $"{field}.uri";
        if (FileUris.Problem(uri, source, defaults.AllowFileUris) is { } file)
        {
            return (null, file);
        }

        if ((FileUris.Malformed(uri, source) ?? ClaimProblem(uri, source)) is { } malformed)
        {
            return (null, malformed);
        }

        if (uri.StartsWith("hopsworks://", StringComparison.Ordinal))
        {
            return (
                null,
                new(
                    Reasons.NotSupported,
                    $"{field}.uri: Hopsworks is not supported in this version; use s3:// or pvc://."
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

    /// <summary>Why a claim URI cannot be mounted, or null.</summary>
    /// <param name="uri">A URI of any scheme.</param>
    /// <param name="field">Its field, for messages.</param>
    internal static Problem? ClaimProblem(string uri, string field) =>
        uri.StartsWith(ClaimScheme, StringComparison.Ordinal)
        && uri[ClaimScheme.Length..].Split('/', 2)[0] is var claim
        && !KubernetesNames.IsSubdomain(claim)
            ? new(
                Reasons.InvalidSpec,
                $"{field} '{uri}': '{claim}' is not a valid PersistentVolumeClaim name; use pvc://claim/path."
            )
            : null;

    /// <summary>The URI inside the runner pod, where a claim is a mounted directory.</summary>
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
